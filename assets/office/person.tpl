{{%AUTOESCAPE context="HTML"}}<div class="person"><dt><bdi>{{NAME}}</bdi></dt><dd><span class="person__how">{{HOW}}</span> <bdi class="number">{{VALUE}}</bdi></dd></div>
