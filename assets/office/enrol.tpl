{{%AUTOESCAPE context="HTML"}}<nav class="utrecht-breadcrumb-nav" aria-label="{{t_case__path}}"><a class="utrecht-link" href="/kiosks">{{t_kiosks__title}}</a> <span aria-hidden="true">/</span> <span aria-current="page">{{t_enrol__title}}</span></nav>
<div class="question">
<h1 class="utrecht-heading-1">{{t_enrol__title}}</h1>
<p class="lead">{{t_enrol__text}}</p>
{{#PROBLEM}}<div class="utrecht-alert utrecht-alert--error" role="alert" id="problem"><p>{{PROBLEM_WORDS}}</p></div>{{/PROBLEM}}
<form class="card" method="post" action="/enrol"><input type="hidden" name="csrf" value="{{CSRF}}">
<div class="utrecht-form-field"><label class="utrecht-form-label" for="centre">{{t_enrol__centre}}</label>
<p class="hint" id="centre-hint">{{t_enrol__centre__hint}}</p>
<input class="utrecht-textbox" id="centre" name="centre" type="text" value="{{CENTRE_TYPED}}" maxlength="120" list="centres" autocomplete="off" spellcheck="false" required aria-describedby="centre-hint{{#WRONG_CENTRE}} problem{{/WRONG_CENTRE}}"{{#WRONG_CENTRE}} aria-invalid="true"{{/WRONG_CENTRE}}>
<datalist id="centres">{{#CENTRE_OPTION}}<option value="{{VALUE}}"></option>{{/CENTRE_OPTION}}</datalist></div>
<div class="utrecht-form-field"><label class="utrecht-form-label" for="municipality">{{t_enrol__municipality}}</label>
<p class="hint" id="municipality-hint">{{t_enrol__municipality__hint}}</p>
<input class="utrecht-textbox" id="municipality" name="municipality" type="text" value="{{MUNICIPALITY_TYPED}}" maxlength="120" autocomplete="off" spellcheck="false" aria-describedby="municipality-hint{{#WRONG_MUNICIPALITY}} problem{{/WRONG_MUNICIPALITY}}"{{#WRONG_MUNICIPALITY}} aria-invalid="true"{{/WRONG_MUNICIPALITY}}></div>
<div class="utrecht-form-field"><label class="utrecht-form-label" for="minutes">{{t_enrol__valid}}</label>
<select class="utrecht-select" id="minutes" name="minutes">
{{#SPAN}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>
{{/SPAN}}</select></div>
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--primary-action" type="submit">{{t_enrol__button}}</button></div>
</form>
</div>
