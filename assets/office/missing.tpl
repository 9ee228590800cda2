{{%AUTOESCAPE context="HTML"}}<nav class="utrecht-breadcrumb-nav" aria-label="{{t_case__path}}"><a class="utrecht-link" href="/round">{{t_round__title}}</a> <span aria-hidden="true">/</span> <span aria-current="page">{{t_round__missing}}</span></nav>
<h1 class="utrecht-heading-1">{{t_round__missing}}</h1>
{{#LEAD}}<p class="lead">{{LEAD_WORDS}}</p>
<p>{{t_round__missing__help}} {{t_missing__poster_rule}}</p>{{/LEAD}}
{{#EMPTY}}<section class="card empty"><p>{{EMPTY_WORDS}}</p><p><a class="utrecht-button-link utrecht-button-link--primary-action" href="/round">{{t_round__title}}</a></p></section>{{/EMPTY}}
<div class="missing">
{{#CARD}}<section class="card missing__card" aria-labelledby="card-{{NUMBER}} where-{{NUMBER}}">
<div class="missing__head"><svg class="picture picture--large" aria-hidden="true" focusable="false"><use href="#p-{{PICTURE}}"></use></svg>
<h2 class="utrecht-heading-2" id="card-{{NUMBER}}">{{WHO}}</h2></div>
<p class="missing__gives">{{GIVES}}</p>
<dl class="missing__facts"><dt>{{t_round__missing__where}}</dt><dd id="where-{{NUMBER}}">{{WHERE}}</dd><dt>{{t_round__missing__for}}</dt><dd>{{WHOM}}</dd><dt>{{t_missing__poster}}</dt><dd>{{TELLS}}</dd></dl>
<p class="missing__go"><a class="utrecht-button-link utrecht-button-link--secondary-action" href="/missing/{{POSTER}}"><svg class="glyph" aria-hidden="true" focusable="false"><use href="#p-paper"></use></svg>{{t_missing__open}}<span class="hidden"> {{NUMBER}}</span></a></p>
</section>
{{/CARD}}</div>
{{#CUT}}<p class="summary">{{t_missing__cut}}</p>{{/CUT}}
