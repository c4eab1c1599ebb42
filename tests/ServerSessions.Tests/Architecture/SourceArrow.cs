namespace ServerSessions.Tests.Architecture;

/// <summary>A type of one folder that a file of another folder of the same assembly uses.</summary>
/// <param name="From">The folder of the file, as its path below the project.</param>
/// <param name="To">The folder in which the type is declared.</param>
/// <param name="File">The file.</param>
/// <param name="Type">The type.</param>
internal sealed record SourceArrow(string From, string To, string File, string Type);
