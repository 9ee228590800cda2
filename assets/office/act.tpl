{{%AUTOESCAPE context="HTML"}}{{#FOLD}}<details class="fold"{{#OPEN}} open{{/OPEN}}><summary>{{FOLD_WORDS}}</summary>{{/FOLD}}
<form class="step" method="post" action="/case/{{LABEL}}">{{>HIDDEN}}
{{#HELP}}<p>{{HELP_WORDS}}</p>{{/HELP}}
{{#FIELD}}{{#DAY}}<div class="utrecht-form-field"><label class="utrecht-form-label" for="{{ID}}">{{WORDS}}</label>
<input class="utrecht-textbox utrecht-textbox--day" id="{{ID}}" name="{{NAME}}" type="date" value="{{VALUE}}"{{#WRONG}} aria-invalid="true" aria-describedby="problem"{{/WRONG}}></div>{{/DAY}}
{{#NUMBER}}<div class="utrecht-form-field"><label class="utrecht-form-label" for="{{ID}}">{{WORDS}}</label>
<input class="utrecht-textbox utrecht-textbox--number" id="{{ID}}" name="{{NAME}}" type="text" maxlength="20" inputmode="numeric" autocomplete="off" value="{{VALUE}}"{{#WRONG}} aria-invalid="true" aria-describedby="problem"{{/WRONG}}></div>{{/NUMBER}}
{{#CHOICES}}<fieldset class="utrecht-form-fieldset"{{#WRONG}} aria-describedby="problem"{{/WRONG}}><legend class="utrecht-form-label" id="{{ID}}">{{WORDS}}</legend>
<div class="choices">{{#CHOICE}}<label class="choice" for="{{CHOICE_ID}}"><input type="radio" id="{{CHOICE_ID}}" name="{{NAME}}" value="{{CHOICE_VALUE}}"{{#CHOSEN}} checked{{/CHOSEN}}>{{#CHOICE_PICTURE}}<svg class="picture" aria-hidden="true" focusable="false"><use href="#p-{{PICTURE}}"></use></svg>{{/CHOICE_PICTURE}}<span>{{CHOICE_WORDS}}</span></label>
{{/CHOICE}}</div></fieldset>{{/CHOICES}}
{{/FIELD}}
<div class="utrecht-button-group">{{#BUTTON}}<button class="utrecht-button utrecht-button--{{LOOK}}" type="submit" name="act" value="{{ACT}}">{{BUTTON_WORDS}}</button>
{{/BUTTON}}</div>
</form>{{#FOLD}}</details>{{/FOLD}}
