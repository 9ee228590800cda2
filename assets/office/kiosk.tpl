{{%AUTOESCAPE context="HTML"}}<nav class="utrecht-breadcrumb-nav" aria-label="{{t_case__path}}"><a class="utrecht-link" href="/kiosks">{{t_kiosks__title}}</a> <span aria-hidden="true">/</span> <span aria-current="page">{{TITLE}}</span></nav>
<h1 class="utrecht-heading-1">{{TITLE}}</h1>
<p class="lead">{{CENTRE_NAME}}, {{MUNICIPALITY}}</p>
{{#DONE}}<div class="utrecht-alert utrecht-alert--ok" role="status"><p><strong>{{DONE_WORDS}}</strong></p></div>{{/DONE}}
<section class="card now" aria-labelledby="next"><h2 class="utrecht-heading-2" id="next">{{t_worklist__what}}</h2>
<p><span class="utrecht-badge-status utrecht-badge-status--{{LOOK}}">{{NEED}}</span></p>
<p>{{DO}}</p></section>
<section class="card" aria-labelledby="state"><h2 class="utrecht-heading-2" id="state">{{t_kiosks__state}}</h2>
<dl class="facts">
<dt>{{t_kiosks__heard}}</dt><dd>{{HEARD}}</dd>
<dt>{{t_kiosks__came}}</dt><dd>{{CAME}}</dd>
<dt>{{t_kiosks__not_copied}}</dt><dd>{{NOT_COPIED}}</dd>
<dt>{{t_kiosks__reviews}}</dt><dd>{{REVIEWS}}</dd>
<dt>{{t_kiosks__cards}}</dt><dd>{{CARDS}}</dd>
<dt>{{t_kiosks__enrolled}}</dt><dd>{{ENROLLED}}</dd>
{{#REVOKED}}<dt>{{t_kiosks__since}}</dt><dd>{{SINCE}}</dd>
{{/REVOKED}}<dt>{{t_kiosks__id}}</dt><dd><bdi>{{ID}}</bdi></dd>
</dl>
<p class="summary">{{t_kiosks__unknown}}</p></section>
<p><a class="utrecht-button-link utrecht-button-link--secondary-action" href="/kiosks/{{NUMBER}}/service"><svg class="glyph" aria-hidden="true" focusable="false"><use href="#p-lock"></use></svg>{{SERVICE}}</a></p>
