{{%AUTOESCAPE context="HTML"}}<h1 class="utrecht-heading-1">{{t_sign_up__title}}</h1>
<p class="lead">{{ABOUT}} · <bdi lang="{{THEIR_LANGUAGE}}">{{THEIR_NAME}}</bdi></p>
{{#PROBLEMS}}<div class="utrecht-alert utrecht-alert--error" role="alert" id="problems"><p><strong>{{SUMMARY}}</strong></p>
<ul class="sign-up-problems">{{#PROBLEM}}<li><a class="utrecht-link" href="#{{FIELD}}">{{LABEL}}</a> <span>{{WORDS}}</span></li>
{{/PROBLEM}}</ul></div>{{/PROBLEMS}}
<form class="sign-up" method="post" action="/signup" novalidate autocomplete="off"><input type="hidden" name="csrf" value="{{CSRF}}">
{{#BLOCK}}{{#PLAIN}}<section class="card" aria-labelledby="{{BLOCK_ID}}"><h2 class="utrecht-heading-2 sign-up-two" id="{{BLOCK_ID}}"><span>{{BLOCK_TITLE}}</span>{{#BLOCK_TITLE_THEIRS}} <span class="sign-up-theirs" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</span>{{/BLOCK_TITLE_THEIRS}}</h2>{{/PLAIN}}
{{#FOLD}}<details class="card sign-up-fold"{{#OPEN}} open{{/OPEN}}><summary class="sign-up-two"><span class="utrecht-heading-2">{{BLOCK_TITLE}}{{#OPTIONAL_BLOCK}} <span class="hint">{{t_sign_up__may_skip}}</span>{{/OPTIONAL_BLOCK}}</span>{{#BLOCK_TITLE_THEIRS}} <span class="utrecht-heading-2" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</span>{{/BLOCK_TITLE_THEIRS}}</summary>{{/FOLD}}
{{#QUESTION}}{{#SINGLE}}<div class="sign-up-asked"><label class="utrecht-form-label sign-up-two" for="{{FIELD}}"><span>{{TITLE}}{{#OPTIONAL}} <span class="hint sign-up-may">{{t_sign_up__may_skip}}</span>{{/OPTIONAL}}</span>{{#TITLE_THEIRS}} <span class="sign-up-theirs" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</span>{{/TITLE_THEIRS}}</label>{{/SINGLE}}
{{#GROUP}}<fieldset class="utrecht-form-fieldset sign-up-asked" id="{{FIELD}}" tabindex="-1"{{#WRONG}} aria-describedby="{{FIELD}}-error"{{/WRONG}}><legend class="utrecht-form-label"><span class="sign-up-two"><span>{{TITLE}}{{#OPTIONAL}} <span class="hint sign-up-may">{{t_sign_up__may_skip}}</span>{{/OPTIONAL}}</span>{{#TITLE_THEIRS}} <span class="sign-up-theirs" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</span>{{/TITLE_THEIRS}}</span></legend>{{/GROUP}}
{{#WHEN}}<p class="sign-up-when">{{WHEN_WORDS}}</p>{{/WHEN}}
<p class="hint sign-up-two"><span>{{HELP}}</span>{{#HELP_THEIRS}} <span class="sign-up-theirs" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</span>{{/HELP_THEIRS}}</p>
{{#ERROR}}<p class="sign-up-error" id="{{FIELD}}-error">{{ERROR_WORDS}}</p>{{/ERROR}}
{{#TEXT}}<input class="utrecht-textbox" id="{{ID}}" name="{{ID}}" type="text" value="{{VALUE}}" dir="{{DIRECTION}}" inputmode="{{KEYBOARD}}" maxlength="200" autocomplete="off" autocapitalize="none" spellcheck="false"{{#INVALID}} aria-invalid="true"{{/INVALID}}{{#DESCRIBED_BY}} aria-describedby="{{DESCRIBED}}"{{/DESCRIBED_BY}}>{{/TEXT}}{{#PLACE}}<p class="sign-up-place">{{PLACE_NAME}}</p>{{/PLACE}}
{{#NUMBER}}<input class="utrecht-textbox utrecht-textbox--number" id="{{ID}}" name="{{ID}}" type="number" value="{{VALUE}}" min="{{LEAST}}" max="{{MOST}}" step="1" autocomplete="off">{{/NUMBER}}{{#MORE}} <button class="utrecht-button utrecht-button--secondary-action" type="submit" name="act" value="more">{{t_sign_up__more}}</button>{{/MORE}}
{{#RADIOS}}<div class="choices">{{#CHOICE}}<label class="choice sign-up-choice"><input type="radio" name="{{NAME}}" value="{{VALUE}}"{{#CHOSEN}} checked{{/CHOSEN}}><span>{{WORDS}}</span>{{#WORDS_THEIRS}} <span class="sign-up-theirs" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</span>{{/WORDS_THEIRS}}</label>
{{/CHOICE}}</div>{{/RADIOS}}
{{#BOXES}}<div class="choices">{{#CHOICE}}<label class="choice sign-up-choice"><input type="checkbox" name="{{NAME}}" value="{{VALUE}}"{{#CHOSEN}} checked{{/CHOSEN}}><span>{{WORDS}}</span>{{#WORDS_THEIRS}} <span class="sign-up-theirs" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</span>{{/WORDS_THEIRS}}</label>
{{/CHOICE}}</div>{{/BOXES}}
{{#CONTACT}}<div class="sign-up-ways">{{#WAY}}<div class="sign-up-way">{{#CHOICE}}<label class="choice sign-up-choice"><input type="radio" name="{{NAME}}" value="{{VALUE}}"{{#CHOSEN}} checked{{/CHOSEN}}><span>{{WORDS}}</span>{{#WORDS_THEIRS}} <span class="sign-up-theirs" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</span>{{/WORDS_THEIRS}}</label>
{{/CHOICE}}{{#TEXT}}<label class="hidden" for="{{ID}}">{{WAY_LABEL}}</label><input class="utrecht-textbox" id="{{ID}}" name="{{ID}}" type="text" value="{{VALUE}}" dir="{{DIRECTION}}" inputmode="{{KEYBOARD}}" maxlength="200" autocomplete="off" autocapitalize="none" spellcheck="false"{{#INVALID}} aria-invalid="true"{{/INVALID}}{{#DESCRIBED_BY}} aria-describedby="{{DESCRIBED}}"{{/DESCRIBED_BY}}>{{/TEXT}}</div>
{{/WAY}}</div>{{/CONTACT}}
{{#RANKED}}<div class="sign-up-ranked">{{#SELECT}}<div><label class="hint" for="{{ID}}">{{SELECT_LABEL}}</label><select class="utrecht-select" id="{{ID}}" name="{{ID}}"><option value="">{{t_sign_up__none}}</option>{{#OPTION}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/OPTION}}</select></div>
{{/SELECT}}</div>{{/RANKED}}
{{#LANGUAGES}}<div class="sign-up-languages">{{#ROW}}<div class="sign-up-row">{{#SELECT}}<label class="hidden" for="{{ID}}">{{SELECT_LABEL}}</label><select class="utrecht-select" id="{{ID}}" name="{{ID}}"><option value="">{{t_sign_up__none}}</option>{{#OPTION}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/OPTION}}</select>
{{/SELECT}}</div>{{/ROW}}</div>{{/LANGUAGES}}
{{#TIMES}}<div class="figures__container" role="group" tabindex="0" aria-label="{{t_sign_up__times}}"><table class="sign-up-times"><thead><tr><td></td>{{#PART}}<th scope="col"><span class="sign-up-stack"><span>{{WORDS}}</span>{{#WORDS_THEIRS}} <span class="sign-up-theirs" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</span>{{/WORDS_THEIRS}}</span></th>{{/PART}}</tr></thead><tbody>
{{#DAY}}<tr><th scope="row"><span class="sign-up-stack"><span>{{WORDS}}</span>{{#WORDS_THEIRS}} <span class="sign-up-theirs" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</span>{{/WORDS_THEIRS}}</span></th>{{#BLOCK_OF_DAY}}<td><label class="sign-up-cell"><input type="checkbox" name="{{NAME}}" value="{{VALUE}}"{{#CHOSEN}} checked{{/CHOSEN}}><span class="hidden">{{CELL_LABEL}}</span></label></td>{{/BLOCK_OF_DAY}}</tr>
{{/DAY}}</tbody></table></div>{{/TIMES}}
{{#CHILDREN}}<div class="sign-up-ranked">{{#BAND}}<div>{{#NUMBER}}<label class="sign-up-stack" for="{{ID}}"><span>{{WORDS}}</span>{{#WORDS_THEIRS}} <span class="sign-up-theirs" lang="{{THEIR_LANGUAGE}}" dir="{{THEIR_DIRECTION}}">{{THEIRS}}</span>{{/WORDS_THEIRS}}</label><input class="utrecht-textbox utrecht-textbox--number" id="{{ID}}" name="{{ID}}" type="number" value="{{VALUE}}" min="{{LEAST}}" max="{{MOST}}" step="1" autocomplete="off">{{/NUMBER}}</div>
{{/BAND}}</div>{{/CHILDREN}}
{{#SINGLE}}</div>{{/SINGLE}}{{#GROUP_END}}</fieldset>{{/GROUP_END}}
{{/QUESTION}}{{#PLAIN_END}}</section>{{/PLAIN_END}}{{#FOLD_END}}</details>{{/FOLD_END}}
{{/BLOCK}}
<div class="utrecht-button-group"><button class="utrecht-button utrecht-button--primary-action" type="submit" name="act" value="check">{{t_sign_up__check}}</button>
<button class="utrecht-button utrecht-button--secondary-action" type="submit" name="act" value="drop">{{t_sign_up__drop}}</button></div>
<p class="hint">{{t_sign_up__memory}}</p>
</form>
