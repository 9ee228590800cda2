{{%AUTOESCAPE context="HTML"}}<h1 class="utrecht-heading-1">{{t_import__title}}</h1>
<ol class="life import-steps" aria-label="{{t_import__steps}}">
{{#STEP}}<li class="life__{{HOW}}"{{#CURRENT}} aria-current="step"{{/CURRENT}}><span>{{STEP_WORDS}}</span>{{#PASSED}}<span class="hidden"> ({{t_case__passed}})</span>{{/PASSED}}</li>
{{/STEP}}</ol>
{{#PAGE_PROBLEM}}<div class="utrecht-alert utrecht-alert--error" role="alert" id="page-problem"><p>{{WORDS}}</p></div>{{/PAGE_PROBLEM}}
{{#START}}<div class="question">
<p class="lead">{{t_import__intro}}</p>
{{#PROBLEM}}<div class="utrecht-alert utrecht-alert--error" role="alert" id="problem"><p>{{PROBLEM_WORDS}}</p></div>{{/PROBLEM}}
<form class="card" method="post" action="/import/file" enctype="multipart/form-data"><input type="hidden" name="csrf" value="{{CSRF}}">
<div class="utrecht-form-field"><label class="utrecht-form-label" for="file">{{t_import__file}}</label>
<p class="hint" id="file-hint">{{t_import__file__hint}}</p>
<input class="utrecht-textbox" id="file" name="file" type="file" accept=".csv,.xlsx,.ods" required aria-describedby="file-hint{{#WRONG_file}} problem{{/WRONG_file}}"{{#WRONG_file}} aria-invalid="true"{{/WRONG_file}}></div>
<div class="utrecht-form-field"><label class="utrecht-form-label" for="form">{{t_import__who}}</label>
<select class="utrecht-select" id="form" name="form">
{{#FORM}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>
{{/FORM}}</select></div>
<div class="utrecht-form-field"><label class="utrecht-form-label" for="centre">{{t_import__centre}}</label>
<select class="utrecht-select" id="centre" name="centre" required{{#WRONG_centre}} aria-invalid="true" aria-describedby="problem"{{/WRONG_centre}}><option value="">{{t_import__choose}}</option>
{{#CENTRE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>
{{/CENTRE}}</select></div>
<fieldset class="utrecht-form-fieldset"><legend class="utrecht-form-label">{{t_import__yes}}</legend>
<div class="hint"><p>{{t_import__yes__hint}}</p>
<blockquote class="said">{{#CONSENT}}<p>{{WORDS}}</p>{{/CONSENT}}</blockquote></div>
<div class="utrecht-form-field"><label class="utrecht-form-label" for="how">{{t_import__how}}</label>
<select class="utrecht-select" id="how" name="how" required{{#WRONG_how}} aria-invalid="true" aria-describedby="problem"{{/WRONG_how}}><option value="">{{t_import__choose}}</option>
{{#WAY}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>
{{/WAY}}</select></div>
<div class="utrecht-form-field"><label class="utrecht-form-label" for="day">{{t_import__day}}</label>
<p class="hint" id="day-hint">{{t_import__day__hint}}</p>
<input class="utrecht-textbox" id="day" name="day" type="date" value="{{DAY}}" max="{{TODAY}}" required aria-describedby="day-hint{{#WRONG_day}} problem{{/WRONG_day}}"{{#WRONG_day}} aria-invalid="true"{{/WRONG_day}}></div>
<label class="choice import-tick" for="agreed"><input type="checkbox" id="agreed" name="agreed" value="1" required{{#AGREED}} checked{{/AGREED}}{{#WRONG_agreed}} aria-invalid="true" aria-describedby="problem"{{/WRONG_agreed}}><span>{{t_import__agreed}}</span></label>
</fieldset>
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--primary-action" type="submit">{{t_import__read}}</button></div>
</form>
<p class="note">{{t_import__memory}}</p>
</div>{{/START}}
{{#COLUMNS}}<p class="lead">{{ABOUT}}</p>
{{#MORE_SHEETS}}<div class="utrecht-alert" role="note"><p>{{t_import__more_sheets}}</p></div>{{/MORE_SHEETS}}
{{#ENCODING}}<div class="utrecht-alert utrecht-alert--warning" role="note"><p>{{t_import__encoding}}</p></div>{{/ENCODING}}
<form method="post" action="/import"><input type="hidden" name="csrf" value="{{CSRF}}">
<section class="card" aria-labelledby="columns"><h2 class="utrecht-heading-2" id="columns">{{t_import__columns}}</h2>
<p>{{t_import__columns__help}}</p>
<ul class="import-columns">
{{#ROW}}<li><div class="import-columns__what"><label class="utrecht-form-label" for="c{{COLUMN}}"><span class="import-letter">{{LETTER}}</span> <bdi>{{HEADING}}</bdi></label>
<p class="hint">{{#EXAMPLE}}<bdi class="import-cell">{{CELL}}</bdi> {{/EXAMPLE}}</p></div>
<select class="utrecht-select" id="c{{COLUMN}}" name="c{{COLUMN}}"{{#WRONG}} aria-invalid="true" aria-describedby="page-problem"{{/WRONG}}><option value="">{{t_import__unused}}</option>
{{#OPTION}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>
{{/OPTION}}</select></li>
{{/ROW}}</ul></section>
<section class="card" aria-labelledby="for-all"><h2 class="utrecht-heading-2" id="for-all">{{t_import__for_all}}</h2>
<p>{{t_import__for_all__help}}</p>
<div class="import-for-all">
{{#FOR_ALL}}<div class="utrecht-form-field"><label class="utrecht-form-label" for="f_{{QUESTION}}">{{LABEL}}</label>
<select class="utrecht-select" id="f_{{QUESTION}}" name="f_{{QUESTION}}"{{#WRONG}} aria-invalid="true" aria-describedby="page-problem"{{/WRONG}}><option value="">{{t_import__not_for_all}}</option>
{{#OPTION}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>
{{/OPTION}}</select></div>
{{/FOR_ALL}}</div>
{{#SAME_LANGUAGES}}<label class="choice import-tick" for="same_languages"><input type="checkbox" id="same_languages" name="same_languages" value="1"{{#CHECKED}} checked{{/CHECKED}}><span>{{t_import__same_languages}}</span></label>{{/SAME_LANGUAGES}}
</section>
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--primary-action" type="submit" name="act" value="columns">{{t_import__check}}</button>
<button class="utrecht-button utrecht-button--secondary-action" type="submit" name="act" value="drop">{{t_import__drop}}</button></div>
</form>{{/COLUMNS}}
{{#WORDS_STAGE}}<p class="lead">{{t_import__words__help}}</p>
<form method="post" action="/import"><input type="hidden" name="csrf" value="{{CSRF}}">
<section class="card" aria-labelledby="words"><h2 class="utrecht-heading-2" id="words">{{t_import__words}}</h2>
<ul class="import-columns">
{{#WORD}}<li><div class="import-columns__what"><label class="utrecht-form-label" for="w{{NUMBER}}"><bdi>{{WORD_TYPED}}</bdi></label>
<p class="hint">{{PLACE}}: {{MEANS}}</p></div>
<select class="utrecht-select" id="w{{NUMBER}}" name="w{{NUMBER}}"><option value="">{{t_import__word__wrong}}</option><option value="out"{{#OUT}} selected{{/OUT}}>{{t_import__word__out}}</option>
{{#OPTION}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>
{{/OPTION}}</select></li>
{{/WORD}}</ul></section>
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--primary-action" type="submit" name="act" value="words">{{t_import__check}}</button>
<button class="utrecht-button utrecht-button--secondary-action" type="submit" name="act" value="back">{{t_import__back}}</button></div>
</form>{{/WORDS_STAGE}}
{{#WORKING}}<section class="card" aria-labelledby="working"><h2 class="utrecht-heading-2" id="working">{{WORKING_TITLE}}</h2>
<p>{{WORKING_TEXT}}</p>
<p><a class="utrecht-button-link utrecht-button-link--primary-action" href="/import">{{t_round__look}}</a></p></section>{{/WORKING}}
{{#CHECKED}}<p class="lead">{{t_import__checked__lead}}</p>
<ul class="counts tiles" aria-label="{{t_import__sums}}">
{{#TILE}}<li class="count"><strong>{{NUMBER}}</strong> {{WORDS}}</li>
{{/TILE}}</ul>
{{#WRONG}}<section class="card"><h2 class="utrecht-heading-2" id="wrong">{{WRONG_TITLE}}</h2>
<p>{{t_import__wrong__help}}</p>
<div class="figures__container" role="region" aria-labelledby="wrong" tabindex="0">
<table class="utrecht-table figures figures--words" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{{t_import__where}}</th><th role="columnheader" scope="col">{{t_import__stands}}</th><th role="columnheader" scope="col">{{t_import__mend}}</th></tr></thead>
<tbody role="rowgroup">
{{#PROBLEM}}<tr role="row"><th role="rowheader" scope="row">{{PLACE}}</th><td role="cell">{{#CELL}}<bdi class="import-cell">{{CELL_TEXT}}</bdi>{{/CELL}}{{#EMPTY_CELL}}<em>{{t_import__nothing_there}}</em>{{/EMPTY_CELL}}</td><td role="cell">{{PROBLEM_WORDS}}</td></tr>
{{/PROBLEM}}</tbody>
</table></div>
{{#MORE_PROBLEMS}}<p>{{t_import__more_problems}}</p>{{/MORE_PROBLEMS}}
<p class="links"><a class="utrecht-button-link utrecht-button-link--secondary-action" href="/import/left.csv">{{t_import__left}}</a></p>
</section>{{/WRONG}}
{{#DOUBTS}}{{#ANY}}<section class="card"><h2 class="utrecht-heading-2" id="doubts">{{t_import__doubts}}</h2>
<p>{{t_import__doubts__help}}</p>
<div class="figures__container" role="region" aria-labelledby="doubts" tabindex="0">
<table class="utrecht-table figures figures--words" role="table">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{{t_import__where}}</th><th role="columnheader" scope="col">{{t_import__stands}}</th><th role="columnheader" scope="col">{{t_import__doubt}}</th></tr></thead>
<tbody role="rowgroup">{{/ANY}}
{{#PROBLEM}}<tr role="row"><th role="rowheader" scope="row">{{PLACE}}</th><td role="cell">{{#CELL}}<bdi class="import-cell">{{CELL_TEXT}}</bdi>{{/CELL}}</td><td role="cell">{{PROBLEM_WORDS}}</td></tr>
{{/PROBLEM}}{{#ANY}}</tbody>
</table></div></section>{{/ANY}}{{/DOUBTS}}
{{#NOTHING}}<div class="utrecht-alert utrecht-alert--warning" role="status"><p>{{t_import__nothing}}</p></div>{{/NOTHING}}
<form method="post" action="/import"><input type="hidden" name="csrf" value="{{CSRF}}">
{{#GOING}}{{#DOUBLES}}<section class="card" aria-labelledby="doubles"><h2 class="utrecht-heading-2" id="doubles">{{t_import__doubles}}</h2>
<p>{{t_import__doubles__help}}</p>
{{#PAIR}}<fieldset class="import-pair"><legend class="utrecht-heading-3">{{PAIR_TITLE}}</legend>
<div class="import-pair__both">
{{#ONE}}<div class="import-one"><p><strong>{{WHERE}}</strong></p><p class="import-one__name"><bdi>{{NAME}}</bdi></p><p><bdi>{{CONTACT}}</bdi></p><p>{{POSTCODE}} · {{PEOPLE}}</p><p>{{SINCE}}</p></div>{{/ONE}}
{{#OTHER}}<div class="import-one"><p><strong>{{WHERE}}</strong></p><p class="import-one__name"><bdi>{{NAME}}</bdi></p><p><bdi>{{CONTACT}}</bdi></p><p>{{POSTCODE}} · {{PEOPLE}}</p><p>{{SINCE}}</p></div>{{/OTHER}}
</div>
<div class="choices"><label class="choice" for="d{{NUMBER}}-two"><input type="radio" id="d{{NUMBER}}-two" name="d{{NUMBER}}" value="two"{{#TWO}} checked{{/TWO}}><span>{{t_import__two}}</span></label>
{{#HERE}}<label class="choice" for="d{{NUMBER}}-same"><input type="radio" id="d{{NUMBER}}-same" name="d{{NUMBER}}" value="second"{{#SAME}} checked{{/SAME}}><span>{{t_import__same}}</span></label>{{/HERE}}
{{#IN_FILE}}<label class="choice" for="d{{NUMBER}}-first"><input type="radio" id="d{{NUMBER}}-first" name="d{{NUMBER}}" value="first"{{#FIRST}} checked{{/FIRST}}><span>{{KEEP_ONE}}</span></label>
<label class="choice" for="d{{NUMBER}}-second"><input type="radio" id="d{{NUMBER}}-second" name="d{{NUMBER}}" value="second"{{#SECOND}} checked{{/SECOND}}><span>{{KEEP_OTHER}}</span></label>{{/IN_FILE}}</div>
</fieldset>
{{/PAIR}}
{{#MORE_PAIRS}}<p>{{t_import__more_pairs}}</p>{{/MORE_PAIRS}}</section>{{/DOUBLES}}
<p>{{t_import__go__help}} <strong>{{CENTRE_NAME}}</strong></p>{{/GOING}}
<div class="utrecht-button-group">{{#GOING}}<button class="utrecht-button utrecht-button--primary-action" type="submit" name="act" value="import">{{IMPORT_WORDS}}</button>{{/GOING}}
<button class="utrecht-button utrecht-button--secondary-action" type="submit" name="act" value="back">{{t_import__back}}</button>
<button class="utrecht-button utrecht-button--secondary-action" type="submit" name="act" value="drop">{{t_import__drop}}</button></div>
</form>{{/CHECKED}}
{{#FINISHED}}<div class="utrecht-alert utrecht-alert--ok" role="status"><p><strong>{{t_import__done}}</strong></p><p>{{CENTRE_NAME}}</p></div>
<ul class="counts tiles" aria-label="{{t_import__sums}}">
{{#COUNT}}<li class="count"><strong>{{NUMBER}}</strong> {{WORDS}}</li>
{{/COUNT}}</ul>
<section class="card"><h2 class="utrecht-heading-2">{{t_import__receipts}}</h2>
<p>{{t_import__receipts__help}}</p>
<p class="links"><a class="utrecht-button-link utrecht-button-link--primary-action" href="/import/receipts">{{t_import__receipts__open}}</a></p>
{{#LEFT}}<p>{{t_import__left__help}}</p>
<p class="links"><a class="utrecht-button-link utrecht-button-link--secondary-action" href="/import/left.csv">{{t_import__left}}</a></p>{{/LEFT}}
<form method="post" action="/import"><input type="hidden" name="csrf" value="{{CSRF}}"><div class="utrecht-button-group"><button class="utrecht-button utrecht-button--secondary-action" type="submit" name="act" value="drop">{{t_import__forget}}</button></div></form></section>{{/FINISHED}}
{{#FAILED}}<div class="utrecht-alert utrecht-alert--error" role="alert"><p><strong>{{t_import__failed}}</strong></p><p>{{t_import__failed__text}}</p></div>
<form method="post" action="/import"><input type="hidden" name="csrf" value="{{CSRF}}"><div class="utrecht-button-group"><button class="utrecht-button utrecht-button--primary-action" type="submit" name="act" value="back">{{t_import__back}}</button>
<button class="utrecht-button utrecht-button--secondary-action" type="submit" name="act" value="drop">{{t_import__drop}}</button></div></form>{{/FAILED}}
