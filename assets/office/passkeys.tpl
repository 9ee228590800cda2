{{%AUTOESCAPE context="HTML"}}<div class="question">
<h1 class="utrecht-heading-1">{{t_passkeys__title}}</h1>
<p class="lead">{{t_passkeys__text}}</p>
{{#DONE}}<div class="utrecht-alert utrecht-alert--ok" role="status"><p><strong>{{DONE_WORDS}}</strong></p></div>{{/DONE}}
{{#PROBLEM}}<div class="utrecht-alert utrecht-alert--error" role="alert" id="problem"><p>{{PROBLEM_WORDS}}</p></div>{{/PROBLEM}}
<section class="card" aria-labelledby="mine"><h2 class="utrecht-heading-2" id="mine">{{t_passkeys__mine}}</h2>
{{#NONE}}<p>{{t_passkeys__none}}</p>{{/NONE}}
{{#SOME}}<ul class="passkeys">
{{#EACH}}<li><p class="passkeys__name"><strong><bdi>{{NAME}}</bdi></strong>{{#LOCKED}} <span class="utrecht-badge-status utrecht-badge-status--late">{{t_passkeys__locked}}</span>{{/LOCKED}}</p>
<p class="passkeys__when"><span>{{ADDED}}</span> <span>{{USED}}</span></p>
{{#LOCKED}}<p>{{t_passkeys__locked__help}}</p>{{/LOCKED}}
<details class="fold"><summary>{{t_passkeys__remove__title}}<span class="hidden"> <bdi>{{NAME}}</bdi></span></summary>
<form class="step" method="post" action="/passkeys"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="passkey" value="{{ID}}">
<p>{{t_passkeys__remove__help}}</p>
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--danger" type="submit" name="act" value="remove">{{t_passkeys__remove__button}}<span class="hidden"> {{NAME}}</span></button></div>
</form></details></li>
{{/EACH}}</ul>{{/SOME}}</section>
<section class="card" aria-labelledby="new"><h2 class="utrecht-heading-2" id="new">{{t_passkeys__add__title}}</h2>
{{#FULL}}<p>{{t_passkeys__wrong__many}}</p>{{/FULL}}
{{#ADD}}<form method="post" action="/passkeys"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="act" value="add">
<div class="utrecht-form-field"><label class="utrecht-form-label" for="name">{{t_passkeys__add__name}}</label>
<p class="hint" id="name-hint">{{t_passkeys__add__hint}}</p>
<input class="utrecht-textbox" id="name" name="name" type="text" value="{{NAME_TYPED}}" maxlength="30" autocomplete="off" required aria-describedby="name-hint{{#WRONG_NAME}} problem{{/WRONG_NAME}}"{{#WRONG_NAME}} aria-invalid="true"{{/WRONG_NAME}}></div>
{{>ASK}}
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--primary-action" type="submit">{{t_passkeys__add__button}}</button></div>
</form>{{/ADD}}
</section>
</div>
{{#ADD}}<script src="/passkey.js" defer></script>{{/ADD}}
