/**
 * One turn: route, tool, format. {@link sacred.cognition.Turn} reads top to bottom; each stage is one class; every request
 * to a model goes through {@link sacred.cognition.Asking}, which owns the only retry loop and the fallbacks; everything
 * that happens is told through {@link sacred.cognition.Narrator}.
 */
package sacred.cognition;
