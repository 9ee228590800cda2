{{%AUTOESCAPE context="HTML"}}<div class="question">
<h1 class="utrecht-heading-1">{{t_oidc__title}}</h1>
<p class="lead">{{t_oidc__text}}</p>
{{#DONE}}<div class="utrecht-alert utrecht-alert--ok" role="status"><p><strong>{{DONE_WORDS}}</strong></p></div>{{/DONE}}
{{#PROBLEM}}<div class="utrecht-alert utrecht-alert--error" role="alert" id="problem"><p>{{PROBLEM_WORDS}}</p></div>{{/PROBLEM}}
<section class="card" aria-labelledby="mine"><h2 class="utrecht-heading-2" id="mine"><bdi>{{PROVIDER}}</bdi></h2>
{{#FREE}}<p>{{t_oidc__none}}</p>
<p>{{t_oidc__add__help}}</p>
<form method="post" action="/oidc"><input type="hidden" name="csrf" value="{{CSRF}}">
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--primary-action" type="submit" name="act" value="link">{{LINK_BUTTON}}</button></div>
</form>{{/FREE}}
{{#LINKED}}<p class="passkeys__when"><span>{{SINCE}}</span> <span>{{USED}}</span></p>
<details class="fold"><summary>{{t_oidc__remove__title}}</summary>
<form class="step" method="post" action="/oidc"><input type="hidden" name="csrf" value="{{CSRF}}">
<p>{{t_oidc__remove__help}}</p>
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--danger" type="submit" name="act" value="unlink">{{t_oidc__remove__button}}</button></div>
</form></details>{{/LINKED}}
</section>
</div>
