{{%AUTOESCAPE context="HTML"}}<h1 class="utrecht-heading-1">{{GREETING}}</h1>
<p class="lead">{{WHERE}} · {{TODAY}}</p>
<nav aria-label="{{t_worklist__counts}}">
<ul class="counts">
{{#COUNT}}<li><a class="count count--{{WHEN}}" href="/?{{QUERY_TEXT}}"{{#CHOSEN}} aria-current="true"{{/CHOSEN}}><strong>{{NUMBER}}</strong> <span>{{WORDS}}</span></a></li>
{{/COUNT}}
</ul>
</nav>
<form class="filter" method="get" action="/" role="search" aria-label="{{t_worklist__filter}}">
<div class="utrecht-form-field filter__search">
<label class="utrecht-form-label" for="search">{{t_worklist__search}}</label>
<input class="utrecht-textbox" id="search" name="search" type="search" value="{{SEARCH}}" maxlength="40" autocomplete="off" spellcheck="false" placeholder="{{t_worklist__search_example}}">
</div>
{{#CENTRES}}<div class="utrecht-form-field">
<label class="utrecht-form-label" for="centre">{{t_worklist__centre}}</label>
<select class="utrecht-select" id="centre" name="centre">
<option value="">{{t_worklist__all_centres}}</option>
{{#CENTRE_OPTION}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>
{{/CENTRE_OPTION}}</select>
</div>{{/CENTRES}}
<div class="utrecht-form-field">
<label class="utrecht-form-label" for="language">{{t_worklist__language}}</label>
<select class="utrecht-select" id="language" name="language">
<option value="">{{t_worklist__all_languages}}</option>
{{#LANGUAGE_OPTION}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>
{{/LANGUAGE_OPTION}}</select>
</div>
<div class="utrecht-form-field">
<label class="utrecht-form-label" for="kind">{{t_worklist__kind}}</label>
<select class="utrecht-select" id="kind" name="kind">
<option value="">{{t_worklist__all_kinds}}</option>
{{#KIND_OPTION}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>
{{/KIND_OPTION}}</select>
</div>
{{#WHEN_CHOSEN}}<input type="hidden" name="when" value="{{WHEN}}">{{/WHEN_CHOSEN}}
<button class="utrecht-button utrecht-button--secondary-action" type="submit">{{t_worklist__show}}</button>
</form>
{{#FILTERED}}<p class="filtered"><span>{{FOUND}}</span> <a class="utrecht-link" href="/">{{t_worklist__all}}</a></p>{{/FILTERED}}
{{#LINES}}<div class="utrecht-table__container">
<table class="utrecht-table lines" role="table">
<caption class="hidden">{{t_worklist__caption}}</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{{t_worklist__when}}</th><th role="columnheader" scope="col">{{t_worklist__what}}</th><th role="columnheader" scope="col">{{t_worklist__whom}}</th><th role="columnheader" scope="col">{{t_worklist__language}}</th><th role="columnheader" scope="col">{{t_worklist__owner}}</th><th role="columnheader" scope="col"><span class="hidden">{{t_worklist__go}}</span></th></tr></thead>
<tbody role="rowgroup">
{{#LINE}}<tr role="row">
<td role="cell" class="lines__when"><span class="utrecht-badge-status utrecht-badge-status--{{WHEN}}">{{WHEN_WORDS}}</span></td>
<td role="cell" class="lines__what"><span class="what"><svg class="picture" aria-hidden="true" focusable="false"><use href="#p-{{PICTURE}}"></use></svg><strong>{{STEP}}</strong></span></td>
<td role="cell" class="lines__whom"><strong class="code">{{LABEL}}</strong><span>{{WHOM}}</span></td>
<td role="cell" class="lines__language">{{LANGUAGE_WORDS}}</td>
<td role="cell" class="lines__owner">{{OWNER}}{{#OTHER_CENTRE}}<span>{{CENTRE_NAME}}</span>{{/OTHER_CENTRE}}</td>
<td role="cell" class="lines__go">{{#LINK}}<a class="utrecht-button-link utrecht-button-link--{{LOOK}}" href="/{{WHERE_TO}}/{{LABEL}}">{{DO}}<span class="hidden"> {{LABEL}}</span></a>{{/LINK}}</td>
</tr>
{{/LINE}}</tbody>
</table>
</div>{{/LINES}}
{{#EMPTY}}<section class="card empty"><svg class="picture picture--large" aria-hidden="true" focusable="false"><use href="#p-done"></use></svg><h2 class="utrecht-heading-2">{{EMPTY_TITLE}}</h2><p>{{EMPTY_TEXT}}</p></section>{{/EMPTY}}
{{>PAGES}}
<p class="summary">{{SUMMARY}}</p>
