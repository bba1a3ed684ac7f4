/** Turns that ended, told to a collector of OpenTelemetry traces where the user has named one. */
package sacred.app.telemetry;
