{{%AUTOESCAPE context="HTML"}}<div class="door">
{{#STEP}}<p class="step-of">{{STEP_WORDS}}</p>{{/STEP}}
<h1 class="utrecht-heading-1">{{TITLE}}</h1>
{{#TEXT}}<p class="lead">{{TEXT_WORDS}}</p>{{/TEXT}}
{{#NOTICE}}<div class="utrecht-alert utrecht-alert--{{LOOK}}" role="{{NOTICE_ROLE}}" id="problem"><p>{{NOTICE_WORDS}}</p></div>{{/NOTICE}}
{{#FORM}}<form class="door__form" method="post" action="{{ACTION}}"><input type="hidden" name="csrf" value="{{CSRF}}">{{#THEN}}<input type="hidden" name="then" value="{{THEN_PATH}}">{{/THEN}}
{{#QR}}<div class="qr"><svg role="img" aria-label="{{t_invite__qr}}" viewBox="{{QR_BOX}}" width="220" height="220" shape-rendering="crispEdges"><path d="{{QR_PATH}}" fill="#17222E"></path></svg>
<div><p>{{t_invite__scan}}</p><p>{{t_invite__type}}</p><p class="secret"><bdi>{{SECRET}}</bdi></p></div></div>{{/QR}}
{{#READY}}<div class="utrecht-form-field"><label class="utrecht-form-label" for="account">{{t_door__account}}</label>
<input class="utrecht-textbox" id="account" type="text" value="{{ACCOUNT}}" autocomplete="username" readonly></div>
{{/READY}}{{#FIELD}}<div class="utrecht-form-field"><label class="utrecht-form-label" for="{{ID}}">{{WORDS}}</label>
{{#HINT}}<p class="hint" id="{{ID}}-hint">{{HINT_WORDS}}</p>{{/HINT}}
<input class="utrecht-textbox" id="{{ID}}" name="{{ID}}" type="{{TYPE}}" value="{{VALUE}}" autocomplete="{{AUTOCOMPLETE}}" maxlength="{{LENGTH}}" required{{#CODE}} inputmode="numeric" pattern="[0-9 ]*"{{/CODE}}{{#HINT}} aria-describedby="{{ID}}-hint"{{/HINT}}{{#FIRST}} autofocus{{/FIRST}} autocapitalize="none" spellcheck="false"></div>
{{/FIELD}}{{#PASSKEY}}{{>ASK}}{{/PASSKEY}}
<button class="utrecht-button utrecht-button--primary-action" type="submit">{{BUTTON}}</button>
</form>{{/FORM}}
{{#OTHER_WAY}}<p class="door__or">{{t_passkey__or}}</p>
<a class="utrecht-button-link utrecht-button-link--secondary-action" href="{{HREF}}">{{WAY_WORDS}}</a>{{/OTHER_WAY}}
{{#SCRIPT}}<script src="/passkey.js" defer></script>{{/SCRIPT}}
{{#LINK}}<p><a class="utrecht-link" href="{{HREF}}">{{LINK_WORDS}}</a></p>{{/LINK}}
</div>
