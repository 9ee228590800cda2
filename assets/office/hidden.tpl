{{%AUTOESCAPE context="HTML"}}<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="version" value="{{VERSION}}">
