namespace ServerSessions.Reports.Personal;

/// <summary>Two modules of two courses that have a step in common, or are the same.</summary>
/// <param name="Course">One course.</param>
/// <param name="Module">Its module.</param>
/// <param name="Other">The other course.</param>
/// <param name="OtherModule">The module of the other one.</param>
internal sealed record SharedStep(string Course, string Module, string Other, string OtherModule);
