{{%AUTOESCAPE context="HTML"}}<h1 class="utrecht-heading-1">{{t_round__hand__groups}} <span class="code">{{HOUSEHOLD}}</span></h1>
{{#REFUSED}}<div class="utrecht-alert utrecht-alert--error" role="alert"><p><strong>{{t_round__hand__refused}}</strong></p><p>{{REFUSED_WORDS}}</p>
</div>{{/REFUSED}}
<p class="lead">{{PEOPLE}}, {{WAITS}}. {{NOW_WORDS}}</p>
<p>{{t_round__hand__groups_text}}</p>
{{#NO_GROUP}}<p class="note">{{t_round__hand__no_group}}</p>{{/NO_GROUP}}
{{#GROUPS}}<div class="utrecht-table__container">
<table class="utrecht-table lines pairs" role="table" aria-label="{{t_round__hand__groups}} {{HOUSEHOLD}}">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{{t_round__group}}</th><th role="columnheader" scope="col">{{t_round__score}}</th><th role="columnheader" scope="col">{{t_round__travel}}</th><th role="columnheader" scope="col">{{t_round__hand__costs}}</th><th role="columnheader" scope="col">{{t_round__hand__change}}</th></tr></thead>
<tbody role="rowgroup">
{{#CHOICE}}<tr role="row">
<td role="cell" class="lines__whom"><strong class="code">{{GROUP}}</strong><span>{{GROUP_PEOPLE}}</span></td>
<td role="cell"><span class="narrow-head" aria-hidden="true">{{t_round__score}} </span>{{SCORE}}</td>
<td role="cell"><span class="narrow-head" aria-hidden="true">{{t_round__travel}} </span>{{TRAVEL}}</td>
<td role="cell">{{COSTS}}</td>
<td role="cell" class="round-change">{{#CHOOSE}}<form method="post" action="/round/change"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="result" value="{{RESULT}}"><input type="hidden" name="do" value="together"><input type="hidden" name="household" value="{{HOUSEHOLD}}"><input type="hidden" name="group" value="{{GROUP}}"><button class="utrecht-button utrecht-button--secondary-action" type="submit" aria-label="{{t_round__hand__choose}}: {{GROUP}}">{{t_round__hand__choose}}</button></form>{{/CHOOSE}}</td>
</tr>
{{/CHOICE}}</tbody>
</table>
</div>{{/GROUPS}}
{{#MORE}}<p class="note">{{MORE_WORDS}}</p>{{/MORE}}
<p class="summary"><a class="utrecht-link" href="/round">{{t_round__hand__back}}</a></p>
