{{%AUTOESCAPE context="HTML"}}<div class="question">
<h1 class="utrecht-heading-1">{{t_sign_up__title}}</h1>
<p class="lead">{{t_sign_up__intro}}</p>
{{#PROBLEM}}<div class="utrecht-alert utrecht-alert--error" role="alert" id="problem"><p>{{PROBLEM_WORDS}}</p></div>{{/PROBLEM}}
<form class="card" method="post" action="/signup"><input type="hidden" name="csrf" value="{{CSRF}}">
<fieldset class="utrecht-form-fieldset"{{#WRONG_form}} aria-describedby="problem"{{/WRONG_form}}><legend class="utrecht-form-label">{{t_sign_up__who}}</legend>
<div class="choices choices--down">{{#FORM}}<label class="choice"><input type="radio" name="form" value="{{VALUE}}" required{{#CHOSEN}} checked{{/CHOSEN}}><span>{{WORDS}}</span></label>
{{/FORM}}</div></fieldset>
<fieldset class="utrecht-form-fieldset"{{#WRONG_language}} aria-describedby="problem"{{/WRONG_language}}><legend class="utrecht-form-label">{{t_sign_up__language}}</legend>
<p class="hint sign-up-hint">{{t_sign_up__language__hint}}</p>
<div class="choices">{{#LANGUAGE_CHOICE}}<label class="choice"><input type="radio" name="language" value="{{VALUE}}" required{{#CHOSEN}} checked{{/CHOSEN}}><span lang="{{VALUE}}">{{WORDS}}</span></label>
{{/LANGUAGE_CHOICE}}</div></fieldset>
{{#CENTRE_CHOICE}}<div class="utrecht-form-field"><label class="utrecht-form-label" for="centre">{{t_sign_up__centre}}</label>
<select class="utrecht-select" id="centre" name="centre" required{{#WRONG}} aria-invalid="true" aria-describedby="problem"{{/WRONG}}><option value="">{{t_import__choose}}</option>
{{#CENTRE_OPTION}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>
{{/CENTRE_OPTION}}</select></div>{{/CENTRE_CHOICE}}
<p class="hint sign-up-hint">{{t_sign_up__memory}}</p>
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--primary-action" type="submit" name="act" value="begin">{{t_sign_up__begin}}</button></div>
</form>
</div>
