{{%AUTOESCAPE context="HTML"}}<nav class="utrecht-breadcrumb-nav" aria-label="{{t_case__path}}"><a class="utrecht-link" href="/">{{t_worklist__title}}</a> <span aria-hidden="true">/</span> <span aria-current="page">{{LABEL}}</span></nav>
<h1 class="utrecht-heading-1">{{TITLE}}</h1>
<p class="lead">{{MADE}} · {{CENTRE_NAME}}{{#SYNTHETIC}} · <strong>{{t_case__demo}}</strong>{{/SYNTHETIC}}</p>
{{#DONE}}<div class="utrecht-alert utrecht-alert--ok" role="status"><p><strong>{{DONE_WORDS}}</strong></p>
{{#UNDO}}<form method="post" action="/case/{{LABEL}}">{{>HIDDEN}}<button class="utrecht-button utrecht-button--secondary-action" type="submit" name="act" value="undo">{{t_case__undo}}</button></form>{{/UNDO}}</div>{{/DONE}}
{{#PROBLEM}}<div class="utrecht-alert utrecht-alert--error" role="alert" id="problem"><h2 class="utrecht-heading-3">{{t_case__problem}}</h2><p>{{PROBLEM_WORDS}}</p>{{#PROBLEM_FIELD}}<p><a class="utrecht-link" href="#{{FIELD}}">{{t_case__to_field}}</a></p>{{/PROBLEM_FIELD}}</div>{{/PROBLEM}}
<ol class="life" aria-label="{{t_case__life}}">
{{#STAGE}}<li class="life__{{HOW}}"{{#CURRENT}} aria-current="step"{{/CURRENT}}><span>{{WORDS}}</span>{{#PASSED}}<span class="hidden"> ({{t_case__passed}})</span>{{/PASSED}}</li>
{{/STAGE}}</ol>
<div class="case">
<div class="case__main">
<section class="card now" aria-labelledby="now">
<div class="now__head"><svg class="picture picture--large" aria-hidden="true" focusable="false"><use href="#p-{{PICTURE}}"></use></svg>
<div><h2 class="utrecht-heading-2" id="now">{{NOW}}</h2>
<p>{{#DUE}}<span class="utrecht-badge-status utrecht-badge-status--{{WHEN}}">{{WHEN_WORDS}}</span> {{/DUE}}{{NOW_MORE}}</p></div></div>
{{#LACKING}}<ul class="utrecht-unordered-list">{{#LACK}}<li>{{#THEIR_PAPERS}}<a class="utrecht-link papers-link" href="/papers/{{WHOSE}}"><strong class="code">{{WHOSE}}</strong></a>{{/THEIR_PAPERS}}{{#NO_PAPERS}}<strong class="code">{{WHOSE}}</strong>{{/NO_PAPERS}}: {{PAPERS}}</li>{{/LACK}}</ul>{{/LACKING}}
{{#CAUTIONS}}<div class="cautions">
<h3 class="utrecht-heading-3">{{CAUTIONS_TITLE}}</h3>
<ul class="marked">{{#CAUTION}}<li><svg class="picture picture--small" aria-hidden="true" focusable="false"><use href="#p-caution"></use></svg><span>{{WORDS}}</span></li>
{{/CAUTION}}</ul>
</div>{{/CAUTIONS}}
{{>NOW_FORMS}}
</section>
<section class="card" aria-labelledby="why">
<h2 class="utrecht-heading-2" id="why">{{t_case__why}}</h2>
<ul class="reasons">{{#REASON}}<li><svg class="picture" aria-hidden="true" focusable="false"><use href="#p-{{PICTURE}}"></use></svg><span><strong>{{WORDS}}</strong>{{#MOST}} <span class="utrecht-badge-status utrecht-badge-status--plain">{{t_case__most}}</span>{{/MOST}}</span></li>
{{/REASON}}</ul>
<p class="next-best">{{NEXT_BEST}}</p>
</section>
<section class="card" aria-labelledby="history">
<h2 class="utrecht-heading-2" id="history">{{t_case__history}}</h2>
<ol class="history">{{#PAST}}<li><span class="history__day">{{DAY}}</span><span class="history__what">{{WORDS}}</span><span class="history__who">{{WHO}}</span></li>
{{/PAST}}</ol>
</section>
</div>
<div class="case__side">
<section class="card" aria-labelledby="answers">
<h2 class="utrecht-heading-2" id="answers">{{t_case__answers}}</h2>
<dl class="sides">
{{#SIDE}}<div class="side side--{{SIDE_NAME}}"><dt><svg class="picture" aria-hidden="true" focusable="false"><use href="#p-{{SIDE_NAME}}"></use></svg><span><strong>{{SIDE_WORDS}}</strong> <span class="code">{{SIDE_LABEL}}</span><br>{{SIDE_FACTS}}</span></dt><dd><span class="utrecht-badge-status utrecht-badge-status--{{LOOK}}">{{ANSWER}}</span></dd></div>
{{/SIDE}}</dl>
{{#AT_OFFICE}}<p class="note">{{WORDS}}</p>
{{/AT_OFFICE}}<p>{{t_case__when_numbers}}</p>
</section>
<section class="card" aria-labelledby="reach">
<h2 class="utrecht-heading-2" id="reach">{{t_case__reach}}</h2>
{{#THROUGH}}<p>{{THROUGH_WORDS}} <bdi>{{THROUGH_WHOM}}</bdi></p>{{/THROUGH}}
<ul class="links">
{{#CONTACTS}}<li><a class="utrecht-button-link utrecht-button-link--secondary-action" href="/case/{{LABEL}}/contacts"><svg class="glyph" aria-hidden="true" focusable="false"><use href="#p-lock"></use></svg>{{t_case__contacts}}</a></li>{{/CONTACTS}}
<li><a class="utrecht-button-link utrecht-button-link--secondary-action" href="/case/{{LABEL}}/sheet"><svg class="glyph" aria-hidden="true" focusable="false"><use href="#p-paper"></use></svg>{{t_case__sheet}}</a></li>
{{#MEETING}}<li><a class="utrecht-button-link utrecht-button-link--secondary-action" href="/case/{{LABEL}}/meeting.ics"><svg class="glyph" aria-hidden="true" focusable="false"><use href="#p-day"></use></svg>{{t_case__calendar}}</a></li>{{/MEETING}}
</ul>
</section>
{{#FILES}}<section class="card" aria-labelledby="files">
<h2 class="utrecht-heading-2" id="files">{{t_file_of__head}}</h2>
<p>{{t_file_of__who}}</p>
<ul class="file-links">{{#FILE}}<li><a class="utrecht-link" href="/file/{{FILE_LABEL}}"><span class="code">{{FILE_LABEL}}</span></a></li>
{{/FILE}}</ul>
</section>{{/FILES}}
{{#MORE}}<section class="card" aria-labelledby="more">
<h2 class="utrecht-heading-2" id="more">{{t_case__more}}</h2>
{{>MORE_FORMS}}
</section>{{/MORE}}
</div>
</div>
