/**
 * The tools that read and change files, below the directories that tools may use and nowhere else. Every directory on the
 * way is held open and no symbolic link is followed, so that what was checked is what is opened.
 */
package sacred.cognition.tool.files;
