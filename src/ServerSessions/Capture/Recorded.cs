namespace ServerSessions.Capture;

/// <summary>What the application recorded, and when in Unix microseconds.</summary>
internal readonly record struct Recorded(string Name, long Time, KeyValuePair<string, string>[] Properties);
