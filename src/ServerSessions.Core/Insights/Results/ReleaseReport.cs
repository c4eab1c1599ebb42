namespace ServerSessions.Insights;

/// <summary>Figures before and after a release.</summary>
public sealed record ReleaseReport : InsightReport
{
    /// <summary>Minimum number of sessions before, and after, for a comparison.</summary>
    public const int MinimumSessions = 100;

    /// <summary>The release.</summary>
    public required Release Release { get; init; }

    /// <summary>Start of the sessions before it, inclusive; as long before the release as <see cref="To"/> is after it.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Start of the sessions after it, exclusive: the days that were asked for, or as many hours as have passed and closed.</summary>
    public DateTimeOffset To { get; init; }

    /// <summary>Number of sessions that began before the release.</summary>
    public long SessionsBefore { get; init; }

    /// <summary>Number of sessions that began after the release.</summary>
    public long SessionsAfter { get; init; }

    /// <summary>Why nothing is compared: there are too few sessions before or after. Null when figures are compared.</summary>
    public string? Refused { get; init; }

    /// <summary>The compared figures: conversion, errors, failures, friction, bounce and median duration; empty when refused.</summary>
    public IReadOnlyList<ReleaseChange> Changes { get; init; } = [];

    /// <summary>Other releases in the same time: they may be the cause of a change.</summary>
    public IReadOnlyList<Release> Others { get; init; } = [];
}
