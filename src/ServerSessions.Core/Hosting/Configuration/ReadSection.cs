namespace ServerSessions.Hosting.Configuration;

/// <summary>A section whose settings a package has read.</summary>
/// <param name="Path">Path of the section.</param>
internal sealed record ReadSection(string Path);
