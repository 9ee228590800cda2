{{%AUTOESCAPE context="HTML"}}<div id="passkey" data-kind="{{KIND}}" data-challenge="{{CHALLENGE}}" data-host="{{HOST}}" data-ids="{{IDS}}" data-user="{{USER}}" data-user-name="{{USER_NAME}}"{{#AT_ONCE}} data-at-once="yes"{{/AT_ONCE}} data-cancelled="{{t_passkey__said__cancelled}}" data-known="{{t_passkey__said__known}}" data-address="{{t_passkey__said__address}}" data-unsupported="{{t_passkey__said__unsupported}}" data-failed="{{t_passkey__said__failed}}">
<input type="hidden" name="ticket" value="{{TICKET}}"><input type="hidden" name="credential"><input type="hidden" name="client_data"><input type="hidden" name="authenticator_data"><input type="hidden" name="signature"><input type="hidden" name="user">
<noscript><div class="utrecht-alert utrecht-alert--warning"><p>{{t_passkey__no_script}}</p></div></noscript>
<div class="utrecht-alert utrecht-alert--error" role="alert" id="passkey-said" hidden></div>
</div>
