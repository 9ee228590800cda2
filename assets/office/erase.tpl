{{%AUTOESCAPE context="HTML"}}<nav class="utrecht-breadcrumb-nav" aria-label="{{t_case__path}}"><a class="utrecht-link" href="/">{{t_worklist__title}}</a> <span aria-hidden="true">/</span> {{#QUESTION}}<a class="utrecht-link" href="/file/{{LABEL}}">{{LABEL}}</a> <span aria-hidden="true">/</span> {{/QUESTION}}<span aria-current="page">{{TITLE}}</span></nav>
<h1 class="utrecht-heading-1">{{TITLE}}</h1>
{{#QUESTION}}<p class="lead">{{CENTRE_NAME}} · {{t_erase__lead}}</p>
{{#PROBLEM}}<div class="utrecht-alert utrecht-alert--error" role="alert" id="problem"><p>{{PROBLEM_WORDS}}</p></div>{{/PROBLEM}}
<div class="erase">
<section class="card" aria-labelledby="others"><h2 class="utrecht-heading-2" id="others">{{t_erase__others}}</h2>
{{#OPEN_ONE}}<p><strong>{{OPEN_WORDS}}</strong>{{#OTHER}} {{OTHER_WORDS}}{{/OTHER}}</p>
{{#MEETING}}<p class="erase__meeting">{{MEETING_WORDS}}</p>{{/MEETING}}{{/OPEN_ONE}}
{{#NOBODY_ELSE}}<p>{{t_erase__nobody_else}}</p>{{/NOBODY_ELSE}}
</section>
<section class="card" aria-labelledby="gone"><h2 class="utrecht-heading-2" id="gone">{{t_erase__gone}}</h2>
<p>{{t_erase__gone_text}}</p>
<dl class="erase__counts">{{#GONE}}<div><dt>{{NAME}}</dt><dd>{{ROWS}}</dd></div>
{{/GONE}}</dl>
</section>
<section class="card" aria-labelledby="stays"><h2 class="utrecht-heading-2" id="stays">{{t_erase__stays}}</h2>
<ul class="utrecht-unordered-list">{{#LEFT}}<li>{{NAME}}: {{ROWS}}</li>{{/LEFT}}<li>{{t_erase__stays_mark}}</li><li>{{t_erase__stays_log}}</li><li>{{t_erase__stays_sums}}</li><li>{{t_erase__stays_copies}}</li></ul>
</section>
<section class="card" aria-labelledby="do"><h2 class="utrecht-heading-2" id="do">{{t_erase__do}}</h2>
<form class="step" method="post" action="/file/{{LABEL}}/erase"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="was" value="{{WAS}}"><input type="hidden" name="proof" value="{{PROOF}}">
<fieldset class="utrecht-form-fieldset"{{#WRONG_REASON}} aria-describedby="problem"{{/WRONG_REASON}}><legend class="utrecht-form-label">{{t_erase__why}}</legend>
<div class="choices choices--down">{{#REASON}}<label class="choice" for="reason-{{VALUE}}"><input type="radio" id="reason-{{VALUE}}" name="reason" value="{{VALUE}}"{{#CHOSEN}} checked{{/CHOSEN}}><span>{{WORDS}}</span></label>
{{/REASON}}</div></fieldset>
<div class="utrecht-form-field"><label class="utrecht-form-label" for="day">{{t_erase__day}}</label>
<input class="utrecht-textbox utrecht-textbox--day" id="day" name="day" type="date" value="{{DAY}}" aria-describedby="day-hint{{#WRONG_DAY}} problem{{/WRONG_DAY}}"{{#WRONG_DAY}} aria-invalid="true"{{/WRONG_DAY}}>
<p id="day-hint">{{t_erase__day_hint}}</p></div>
<p><strong>{{t_erase__sure}}</strong></p>
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--danger" type="submit">{{t_erase__button}}</button>
<a class="utrecht-button-link utrecht-button-link--secondary-action" href="/file/{{LABEL}}">{{t_erase__back}}</a></div>
</form></section>
</div>{{/QUESTION}}
{{#ERASED}}<div class="utrecht-alert utrecht-alert--ok" role="status">{{#SINCE}}<p><strong>{{SINCE_WORDS}}</strong></p>{{/SINCE}}<p>{{t_erase__cannot_come_back}}</p></div>
<section class="card" aria-labelledby="proof"><h2 class="utrecht-heading-2" id="proof">{{t_erase__proof}}</h2>
{{#WITH_PROOF}}<p class="erase__proof code">{{PROOF}}</p>
<p>{{t_erase__proof_text}}</p>{{/WITH_PROOF}}
<p>{{t_erase__in_log}} <span class="code">{{IN_LOG}}</span></p>
</section>
<section class="card" aria-labelledby="todo"><h2 class="utrecht-heading-2" id="todo">{{t_erase__todo}}</h2>
<ul class="utrecht-unordered-list"><li>{{t_erase__todo_tell}}</li><li>{{t_erase__todo_paper}}</li><li>{{t_erase__todo_calendar}}</li><li>{{t_erase__todo_mail}}</li><li>{{t_erase__todo_elsewhere}}</li>{{#GAPS}}<li>{{t_erase__todo_gaps}}</li>{{/GAPS}}</ul>
</section>
<p><a class="utrecht-button-link utrecht-button-link--primary-action" href="/">{{t_problem__back}}</a></p>{{/ERASED}}
