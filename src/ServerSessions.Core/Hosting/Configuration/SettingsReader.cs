namespace ServerSessions.Hosting.Configuration;

/// <summary>Reads all settings anew and checks them, whichever kind of host this is.</summary>
internal delegate SessionProcessingOptions SettingsReader();
