{{%AUTOESCAPE context="HTML"}}<fieldset class="utrecht-form-fieldset"><legend class="utrecht-form-label">{{t_staff__role}}</legend>
<div class="choices choices--down">{{#ROLE_CHOICE}}<label class="choice" for="role-{{VALUE}}"><input type="radio" id="role-{{VALUE}}" name="role" value="{{VALUE}}"{{#CHOSEN}} checked{{/CHOSEN}}><span><strong>{{WORDS}}</strong> {{HINT}}</span></label>
{{/ROLE_CHOICE}}</div></fieldset>
<div class="utrecht-form-field"><label class="utrecht-form-label" for="centre">{{t_staff__centre}}</label>
<p class="hint" id="centre-hint">{{t_staff__centre__hint}}</p>
<input class="utrecht-textbox" id="centre" name="centre" type="text" value="{{CENTRE_TYPED}}" maxlength="120" list="centres" autocomplete="off" spellcheck="false" aria-describedby="centre-hint{{#WRONG_CENTRE}} problem{{/WRONG_CENTRE}}"{{#WRONG_CENTRE}} aria-invalid="true"{{/WRONG_CENTRE}}>
<datalist id="centres">{{#CENTRE_OPTION}}<option value="{{VALUE}}"></option>{{/CENTRE_OPTION}}</datalist></div>
