namespace ServerSessions.Hosting.Configuration;

/// <summary>Reads all settings again and checks them, in any kind of host.</summary>
internal delegate SessionProcessingOptions SettingsReader();
