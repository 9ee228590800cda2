{{%AUTOESCAPE context="HTML"}}<nav class="utrecht-pagination" aria-label="{{t_worklist__pages}}">
{{#BEFORE}}<a class="utrecht-button-link utrecht-button-link--secondary-action" rel="prev" href="/{{PATH}}?{{QUERY_TEXT}}">{{t_worklist__before}}</a>{{/BEFORE}}
<span>{{PAGE_OF}}</span>
{{#AFTER}}<a class="utrecht-button-link utrecht-button-link--secondary-action" rel="next" href="/{{PATH}}?{{QUERY_TEXT}}">{{t_worklist__after}}</a>{{/AFTER}}
</nav>
