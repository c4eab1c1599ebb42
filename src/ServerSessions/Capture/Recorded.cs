namespace ServerSessions.Capture;

/// <summary>An event that the application recorded, with its time in Unix microseconds.</summary>
internal readonly record struct Recorded(string Name, long Time, KeyValuePair<string, string>[] Properties);
