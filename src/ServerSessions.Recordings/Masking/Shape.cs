namespace ServerSessions.Recordings.Masking;

/// <summary>A member that an event may have; every other one is dropped.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Members">The members of an object, or of each object in a list.</param>
internal sealed record Shape(string Name, ShapeKind Kind, params Shape[] Members);
