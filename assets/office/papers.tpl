{{%AUTOESCAPE context="HTML"}}<h1 class="utrecht-heading-1">{{t_papers__title}}</h1>
<p class="lead">{{SUMMARY}}</p>
<nav aria-label="{{t_papers__counts}}">
<ul class="counts">
{{#COUNT}}<li><a class="count count--{{LOOK}}" href="/papers?{{QUERY_TEXT}}"{{#CHOSEN}} aria-current="true"{{/CHOSEN}}><strong>{{NUMBER}}</strong> <span>{{WORDS}}</span></a></li>
{{/COUNT}}
</ul>
</nav>
<form class="filter" method="get" action="/papers" role="search" aria-label="{{t_papers__filter}}">
<div class="utrecht-form-field filter__search">
<label class="utrecht-form-label" for="search">{{t_papers__search}}</label>
<input class="utrecht-textbox" id="search" name="search" type="search" value="{{SEARCH}}" maxlength="40" autocomplete="off" spellcheck="false">
</div>
{{#CENTRES}}<div class="utrecht-form-field">
<label class="utrecht-form-label" for="centre">{{t_worklist__centre}}</label>
<select class="utrecht-select" id="centre" name="centre">
<option value="">{{t_worklist__all_centres}}</option>
{{#CENTRE_OPTION}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{VALUE}}</option>
{{/CENTRE_OPTION}}</select>
</div>{{/CENTRES}}
{{#CHOSEN_STANDING}}<input type="hidden" name="standing" value="{{STANDING_CHOSEN}}">{{/CHOSEN_STANDING}}
<button class="utrecht-button utrecht-button--secondary-action" type="submit">{{t_worklist__show}}</button>
</form>
{{#FILTERED}}<p class="filtered"><span>{{FOUND}}</span> <a class="utrecht-link" href="/papers">{{t_worklist__all}}</a></p>{{/FILTERED}}
{{#LINES}}<div class="utrecht-table__container">
<table class="utrecht-table lines" role="table">
<caption class="hidden">{{t_papers__title}}</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{{t_staff__state}}</th><th role="columnheader" scope="col">{{t_papers__volunteer}}</th><th role="columnheader" scope="col">{{t_papers__papers}}</th><th role="columnheader" scope="col">{{t_worklist__centre}}</th><th role="columnheader" scope="col"><span class="hidden">{{t_worklist__go}}</span></th></tr></thead>
<tbody role="rowgroup">
{{#LINE}}<tr role="row">
<td role="cell" class="lines__when"><span class="utrecht-badge-status utrecht-badge-status--{{LOOK}}">{{STANDING}}</span></td>
<td role="cell" class="lines__whom"><strong class="code">{{LABEL}}</strong>{{#IN_GROUP}}<span><a class="utrecht-link papers-link" href="/papers/{{GROUP}}">{{t_papers__group}} {{GROUP}}</a></span>{{/IN_GROUP}}</td>
<td role="cell" class="lines__what"><ul class="papers-list">{{#PAPER}}<li>{{PAPER_WORDS}}: {{STATE_WORDS}}</li>{{/PAPER}}</ul></td>
<td role="cell" class="lines__name">{{CENTRE_NAME}}</td>
<td role="cell" class="lines__go"><a class="utrecht-button-link utrecht-button-link--secondary-action" href="/papers/{{LABEL}}">{{t_papers__open}}<span class="hidden"> {{LABEL}}</span></a></td>
</tr>
{{/LINE}}</tbody>
</table>
</div>{{/LINES}}
{{#EMPTY}}<section class="card empty"><p>{{t_papers__nobody}}</p></section>{{/EMPTY}}
{{>PAGES}}
