{{%AUTOESCAPE context="HTML"}}
<dialog class="dialog" id="keys" aria-labelledby="keys-title">
  <h2 id="keys-title">Keyboard</h2>
  <table class="keys">
    <caption class="sr">Keys on this page</caption>
    <thead><tr><th scope="col">Key</th><th scope="col">What it does</th></tr></thead>
    <tbody>
      <tr><td><kbd>j</kbd> <kbd>k</kbd></td><td>Next, previous comment</td></tr>
      <tr><td><kbd>x</kbd></td><td>Tick</td></tr>
      <tr><td><kbd>a</kbd> <kbd>u</kbd></td><td>Approve, unapprove (or: not spam, restore)</td></tr>
      <tr><td><kbd>s</kbd> <kbd>d</kbd></td><td>Spam, trash (in spam and trash: delete)</td></tr>
      <tr><td><kbd>r</kbd> <kbd>q</kbd> <kbd>e</kbd></td><td>Reply, quick edit, edit</td></tr>
      <tr><td><kbd>z</kbd></td><td>Undo the last action</td></tr>
      <tr><td><kbd>Shift</kbd> + <kbd>a</kbd> <kbd>u</kbd> <kbd>s</kbd></td><td>Approve, unapprove, spam: all selected</td></tr>
      <tr><td><kbd>Shift</kbd> + <kbd>t</kbd> <kbd>d</kbd> <kbd>z</kbd></td><td>Trash, trash or delete, restore: all selected</td></tr>
      <tr><td><kbd>?</kbd></td><td>This help</td></tr>
    </tbody>
  </table>
  <label class="keys-switch"><input class="check" type="checkbox" data-keys-on> Use single keys on this device</label>
  <form method="dialog"><button class="button primary">Close</button></form>
</dialog>
