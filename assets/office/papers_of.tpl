{{%AUTOESCAPE context="HTML"}}<nav class="utrecht-breadcrumb-nav" aria-label="{{t_case__path}}"><a class="utrecht-link" href="/papers">{{t_papers__title}}</a> <span aria-hidden="true">/</span> <span aria-current="page">{{TITLE}}</span></nav>
{{#PROBLEM}}<div class="utrecht-alert utrecht-alert--error" role="alert" id="problem"><p>{{PROBLEM_WORDS}}</p></div>{{/PROBLEM}}
{{#DONE}}<div class="utrecht-alert utrecht-alert--ok" role="status"><p>{{DONE_WORDS}}</p></div>{{/DONE}}
<h1 class="utrecht-heading-1"><span class="code">{{TITLE}}</span></h1>
<p class="lead">{{CENTRE_NAME}}{{#IN_GROUP}} · <a class="utrecht-link papers-link" href="/papers/{{GROUP}}">{{t_papers__group}} {{GROUP}}</a>{{/IN_GROUP}}</p>
<p>{{t_papers__help}}</p>
<div class="papers-cards">
{{#PAPER_CARD}}<section class="card" aria-labelledby="h-{{PAPER}}">
<h2 class="utrecht-heading-2" id="h-{{PAPER}}">{{PAPER_WORDS}}</h2>
<p><span class="utrecht-badge-status utrecht-badge-status--{{LOOK}}">{{STANDING}}</span> {{STATE_WORDS}}</p>
<form class="step" method="post" action="/papers/{{TITLE}}"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="paper" value="{{PAPER}}">
<div class="utrecht-form-field"><label class="utrecht-form-label" for="day-{{PAPER}}">{{t_papers__day}}</label>
<input class="utrecht-textbox utrecht-textbox--day" id="day-{{PAPER}}" name="day" type="date" value="{{DAY}}" max="{{TODAY}}"{{#WRONG}} aria-invalid="true" aria-describedby="problem"{{/WRONG}}></div>
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--primary-action" type="submit" name="act" value="saw">{{t_papers__saw}}<span class="hidden">: {{PAPER_WORDS}}</span></button>
{{#TAKE_BACK}}<button class="utrecht-button utrecht-button--secondary-action" type="submit" name="act" value="take_back" formnovalidate>{{t_papers__take_back}}<span class="hidden">: {{PAPER_WORDS}}</span></button>{{/TAKE_BACK}}</div>
</form></section>
{{/PAPER_CARD}}</div>
{{#MEMBERS}}<h2 class="utrecht-heading-2">{{t_papers__members}}</h2>
<ul class="papers-members">
{{#MEMBER}}<li class="card"><p><a class="utrecht-link papers-link" href="/papers/{{LABEL}}"><strong class="code">{{LABEL}}</strong></a> <span class="utrecht-badge-status utrecht-badge-status--{{LOOK}}">{{STANDING}}</span></p>
<ul class="papers-list">{{#PAPER}}<li>{{PAPER_WORDS}}: {{STATE_WORDS}}</li>{{/PAPER}}</ul></li>
{{/MEMBER}}</ul>{{/MEMBERS}}
