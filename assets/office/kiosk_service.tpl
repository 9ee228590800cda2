{{%AUTOESCAPE context="HTML"}}<nav class="utrecht-breadcrumb-nav" aria-label="{{t_case__path}}"><a class="utrecht-link" href="/kiosks">{{t_kiosks__title}}</a> <span aria-hidden="true">/</span> <a class="utrecht-link" href="/kiosks/{{NUMBER}}">{{KIOSK}}</a> <span aria-hidden="true">/</span> <span aria-current="page">{{TITLE}}</span></nav>
<div class="question">
<h1 class="utrecht-heading-1">{{TITLE}}</h1>
<p class="lead">{{CENTRE_NAME}} · {{t_kiosks__heard}}: {{HEARD}}</p>
<section class="card"><p>{{HELP}}</p>
<form class="step" method="post" action="/kiosks/{{NUMBER}}/service"><input type="hidden" name="csrf" value="{{CSRF}}">
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--{{ACT_LOOK}}" type="submit" name="act" value="{{ACT}}">{{ACT_BUTTON}}</button>
<a class="utrecht-button-link utrecht-button-link--secondary-action" href="/kiosks/{{NUMBER}}">{{t_kiosks__back}}</a></div>
</form></section>
</div>
