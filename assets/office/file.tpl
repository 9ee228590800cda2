{{%AUTOESCAPE context="HTML"}}<nav class="utrecht-breadcrumb-nav" aria-label="{{t_case__path}}"><a class="utrecht-link" href="/">{{t_worklist__title}}</a> <span aria-hidden="true">/</span> {{#CASE}}<a class="utrecht-link" href="/case/{{CASE_LABEL}}">{{CASE_LABEL}}</a> <span aria-hidden="true">/</span> {{/CASE}}<span aria-current="page">{{TITLE}}</span></nav>
<div class="file-bar"><p>{{t_file_of__print}}</p><p><a class="utrecht-button-link utrecht-button-link--secondary-action" href="/file/{{LABEL}}/erase">{{t_erase__open}}</a></p></div>
<article class="file" lang="{{OURS}}">
<h1 class="utrecht-heading-1">{{t_file__title}} <span class="code">{{LABEL}}</span></h1>
<p class="lead">{{t_file__lead}}</p>
<p>{{CENTRE_NAME}} · {{TODAY}}</p>
<section class="card" aria-labelledby="told">
<h2 class="utrecht-heading-2" id="told">{{t_file__told}}</h2>
<p>{{t_file__told_text}}</p>
<div lang="{{THEIRS}}" dir="{{DIRECTION}}">
{{#BLOCK}}{{#ADULT}}<h3 class="utrecht-heading-3">{{BLOCK_TITLE}}</h3>{{/ADULT}}
<dl class="facts file__answers">{{#ANSWER}}<dt>{{QUESTION}}</dt><dd>{{#PART}}<span><bdi>{{PART_WORDS}}</bdi></span>{{/PART}}</dd>
{{/ANSWER}}</dl>
{{/BLOCK}}</div>
{{#RAW}}<h3 class="utrecht-heading-3">{{t_file__raw}}</h3>
<p>{{t_file__raw_text}}</p>
<div class="file__raw" dir="ltr">{{RAW_TEXT:pre_escape}}</div>{{/RAW}}
</section>
<section class="card" aria-labelledby="consents">
<h2 class="utrecht-heading-2" id="consents">{{t_file__consents}}</h2>
<table class="utrecht-table file__table" role="table" aria-labelledby="consents">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{{t_file__consent__who}}</th><th role="columnheader" scope="col">{{t_file__consent__what}}</th><th role="columnheader" scope="col">{{t_file__consent__given}}</th><th role="columnheader" scope="col">{{t_file__consent__version}}</th><th role="columnheader" scope="col">{{t_file__consent__language}}</th><th role="columnheader" scope="col">{{t_file__consent__day}}</th></tr></thead>
<tbody role="rowgroup">
{{#CONSENT}}<tr role="row"><td role="cell"><span class="narrow-head">{{t_file__consent__who}}: </span><bdi lang="{{THEIRS}}">{{CONSENT_WHO}}</bdi></td><td role="cell"><span class="narrow-head">{{t_file__consent__what}}: </span><bdi lang="{{THEIRS}}">{{CONSENT_WORDS}}</bdi></td><td role="cell"><span class="narrow-head">{{t_file__consent__given}}: </span><bdi lang="{{THEIRS}}">{{CONSENT_GIVEN}}</bdi></td><td role="cell"><span class="narrow-head">{{t_file__consent__version}}: </span>{{CONSENT_VERSION}}</td><td role="cell"><span class="narrow-head">{{t_file__consent__language}}: </span><bdi>{{CONSENT_LANGUAGE}}</bdi></td><td role="cell"><span class="narrow-head">{{t_file__consent__day}}: </span>{{CONSENT_DAY}}</td></tr>
{{/CONSENT}}</tbody>
</table>
</section>
<section class="card" aria-labelledby="held">
<h2 class="utrecht-heading-2" id="held">{{t_file__held}}</h2>
<p>{{t_file__held_text}}</p>
{{#HELD}}<h3 class="utrecht-heading-3">{{HELD_TITLE}}</h3>
{{#FACTS}}<dl class="facts">{{#FACT}}<dt>{{NAME}}</dt><dd><bdi>{{VALUE}}</bdi></dd>
{{/FACT}}</dl>{{/FACTS}}
{{#TABLE}}<table class="utrecht-table file__table" role="table" aria-label="{{HELD_TITLE}}">
<thead role="rowgroup"><tr role="row">{{#HEAD}}<th role="columnheader" scope="col">{{HEAD_WORDS}}</th>{{/HEAD}}</tr></thead>
<tbody role="rowgroup">
{{#ROW}}<tr role="row">{{#CELL}}<td role="cell"><span class="narrow-head">{{NARROW}}: </span><bdi>{{VALUE}}</bdi></td>{{/CELL}}</tr>
{{/ROW}}</tbody>
</table>{{/TABLE}}
{{/HELD}}
<h3 class="utrecht-heading-3">{{t_file__nothing}}</h3>
<p>{{NOTHING}}.</p>
</section>
{{#REASONS}}<section class="card" aria-labelledby="reasons">
<h2 class="utrecht-heading-2" id="reasons">{{t_file__reasons}}</h2>
{{#PROPOSAL}}<h3 class="utrecht-heading-3">{{PROPOSAL_WORDS}}</h3>
<p>{{FITTED}}</p>
{{#DECLINED}}<p>{{DECLINED_WORDS}}</p>
{{/DECLINED}}<ul class="utrecht-unordered-list" lang="{{THEIRS}}" dir="{{DIRECTION}}">{{#REASON}}<li>{{WORDS}}</li>{{/REASON}}</ul>
{{/PROPOSAL}}
<p>{{t_file__no_machine}}</p>
</section>{{/REASONS}}
<section class="card" aria-labelledby="acts">
<h2 class="utrecht-heading-2" id="acts">{{t_file__acts}}</h2>
{{#ACTS}}<table class="utrecht-table file__table" role="table" aria-labelledby="acts">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{{t_file__column__at_ms}}</th><th role="columnheader" scope="col">{{t_file__act_what}}</th><th role="columnheader" scope="col">{{t_file__act_who}}</th></tr></thead>
<tbody role="rowgroup">
{{#ACT}}<tr role="row"><td role="cell"><span class="narrow-head">{{t_file__column__at_ms}}: </span>{{ACT_DAY}}</td><td role="cell"><span class="narrow-head">{{t_file__act_what}}: </span>{{ACT_WORDS}}</td><td role="cell"><span class="narrow-head">{{t_file__act_who}}: </span><bdi>{{ACT_WHO}}</bdi></td></tr>
{{/ACT}}</tbody>
</table>{{/ACTS}}
{{#NO_ACTS}}<p>{{t_file__no_acts}}</p>{{/NO_ACTS}}
</section>
<section class="card" aria-labelledby="shared">
<h2 class="utrecht-heading-2" id="shared">{{t_file__shared}}</h2>
<p>{{t_file__source}}</p>
<p>{{t_file__shared_text}}</p>
<p><strong>{{KEPT_UNTIL}}</strong></p>
<dl class="facts" lang="{{THEIRS}}" dir="{{DIRECTION}}">{{#RIGHT}}<dt>{{RIGHT_TITLE}}</dt><dd>{{RIGHT_TEXT}}</dd>
{{/RIGHT}}</dl>
<p>{{t_file__rights}}</p>
</section>
<section class="card" aria-labelledby="not-shown">
<h2 class="utrecht-heading-2" id="not-shown">{{t_file__not_shown}}</h2>
<ul class="utrecht-unordered-list"><li>{{t_file__not_shown_copy}}</li><li>{{t_file__not_shown_key}}</li><li>{{t_file__not_shown_others}}</li></ul>
</section>
</article>
