{{%AUTOESCAPE context="HTML"}}<nav class="utrecht-breadcrumb-nav" aria-label="{{t_case__path}}"><a class="utrecht-link" href="/staff">{{t_staff__title}}</a> <span aria-hidden="true">/</span> <span aria-current="page"><bdi>{{NAME}}</bdi></span></nav>
<div class="question">
<h1 class="utrecht-heading-1"><bdi>{{NAME}}</bdi></h1>
<p class="lead">{{ROLE_WORDS}} · {{CENTRE_NAME}}</p>
{{#DONE}}<div class="utrecht-alert utrecht-alert--ok" role="status"><p><strong>{{DONE_WORDS}}</strong></p></div>{{/DONE}}
{{#PROBLEM}}<div class="utrecht-alert utrecht-alert--error" role="alert" id="problem"><p>{{PROBLEM_WORDS}}</p></div>{{/PROBLEM}}
<section class="card now" aria-labelledby="state"><h2 class="utrecht-heading-2" id="state">{{t_staff__state}}</h2>
<p><span class="utrecht-badge-status utrecht-badge-status--{{LOOK}}">{{STATE}}</span></p>
<p>{{MEANS}}</p>
{{#STOPPED}}<p>{{t_staff__passkey_stopped}}</p>{{/STOPPED}}
<p class="summary">{{t_staff__made}} {{MADE}}. {{PASSKEYS}}{{#LOGIN_OF}} {{t_staff__login}}{{/LOGIN_OF}}</p></section>
<section class="card" aria-labelledby="acts"><h2 class="utrecht-heading-2" id="acts">{{t_staff__acts}}</h2>
{{#OPEN}}<details class="fold"{{#WRONG_CENTRE}} open{{/WRONG_CENTRE}}><summary>{{t_staff__change__title}}</summary>
<form class="step" method="post" action="/staff/{{NAME}}"><input type="hidden" name="csrf" value="{{CSRF}}">
{{>FIELDS}}
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--primary-action" type="submit" name="act" value="change">{{t_staff__change__button}}</button></div>
</form></details>{{/OPEN}}
<details class="fold"><summary>{{RESET_TITLE}}</summary>
<form class="step" method="post" action="/staff/{{NAME}}"><input type="hidden" name="csrf" value="{{CSRF}}">
<p>{{RESET_HELP}}</p>
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--primary-action" type="submit" name="act" value="reset">{{RESET_BUTTON}}</button></div>
</form></details>
{{#OPEN}}<details class="fold"><summary>{{t_staff__close__title}}</summary>
<form class="step" method="post" action="/staff/{{NAME}}"><input type="hidden" name="csrf" value="{{CSRF}}">
<p>{{t_staff__close__help}}</p>
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--danger" type="submit" name="act" value="close">{{t_staff__close__button}}</button></div>
</form></details>{{/OPEN}}
</section>
</div>
