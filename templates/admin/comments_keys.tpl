{{%AUTOESCAPE context="HTML"}}
<dialog class="dialog" id="keys" aria-labelledby="keys-title">
  <h2 id="keys-title">{{_}}Keyboard{{/_}}</h2>
  <table class="keys">
    <caption class="sr">{{_}}Keys on this page{{/_}}</caption>
    <thead><tr><th scope="col">{{_}}Key{{/_}}</th><th scope="col">{{_}}What it does{{/_}}</th></tr></thead>
    <tbody>
      <tr><td><kbd>j</kbd> <kbd>k</kbd></td><td>{{_}}Next, previous comment{{/_}}</td></tr>
      <tr><td><kbd>x</kbd></td><td>{{_}}Tick{{/_}}</td></tr>
      <tr><td><kbd>a</kbd> <kbd>u</kbd></td><td>{{_}}Approve, unapprove (or: not spam, restore){{/_}}</td></tr>
      <tr><td><kbd>s</kbd> <kbd>d</kbd></td><td>{{_}}Spam, trash (in spam and trash: delete){{/_}}</td></tr>
      <tr><td><kbd>r</kbd> <kbd>q</kbd> <kbd>e</kbd></td><td>{{_}}Reply, quick edit, edit{{/_}}</td></tr>
      <tr><td><kbd>z</kbd></td><td>{{_}}Undo the last action{{/_}}</td></tr>
      <tr><td><kbd>{{_}}Shift{{/_}}</kbd> + <kbd>a</kbd> <kbd>u</kbd> <kbd>s</kbd></td><td>{{_}}Approve, unapprove, spam: all selected{{/_}}</td></tr>
      <tr><td><kbd>{{_}}Shift{{/_}}</kbd> + <kbd>t</kbd> <kbd>d</kbd> <kbd>z</kbd></td><td>{{_}}Trash, trash or delete, restore: all selected{{/_}}</td></tr>
      <tr><td><kbd>?</kbd></td><td>{{_}}This help{{/_}}</td></tr>
    </tbody>
  </table>
  <label class="keys-switch"><input class="check" type="checkbox" data-keys-on> {{_}}Use single keys on this device{{/_}}</label>
  <form method="dialog"><button class="button primary">{{_}}Close{{/_}}</button></form>
</dialog>
