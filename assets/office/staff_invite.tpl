{{%AUTOESCAPE context="HTML"}}<nav class="utrecht-breadcrumb-nav" aria-label="{{t_case__path}}"><a class="utrecht-link" href="/staff">{{t_staff__title}}</a> <span aria-hidden="true">/</span> <span aria-current="page">{{t_staff__invite__title}}</span></nav>
<div class="question">
<h1 class="utrecht-heading-1">{{t_staff__invite__title}}</h1>
<p class="lead">{{t_staff__invite__text}}</p>
{{#PROBLEM}}<div class="utrecht-alert utrecht-alert--error" role="alert" id="problem"><p>{{PROBLEM_WORDS}}</p></div>{{/PROBLEM}}
<form class="card" method="post" action="/invite"><input type="hidden" name="csrf" value="{{CSRF}}">
<div class="utrecht-form-field"><label class="utrecht-form-label" for="name">{{t_staff__account}}</label>
<p class="hint" id="name-hint">{{t_staff__name__hint}}</p>
<input class="utrecht-textbox" id="name" name="name" type="text" value="{{NAME_TYPED}}" maxlength="32" autocomplete="off" autocapitalize="none" spellcheck="false" required aria-describedby="name-hint{{#WRONG_NAME}} problem{{/WRONG_NAME}}"{{#WRONG_NAME}} aria-invalid="true"{{/WRONG_NAME}}></div>
{{>FIELDS}}
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--primary-action" type="submit">{{t_staff__invite__button}}</button></div>
</form>
</div>
