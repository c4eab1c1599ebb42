namespace ServerSessions.Dashboard.Charts;

/// <summary>A step at a distance from the first one, in SVG units.</summary>
/// <param name="Column">Number of its column, from 0 at the left.</param>
/// <param name="Name">Name of the step; <see cref="SankeyLayout.Other"/> for all that have no node of their own.</param>
/// <param name="Sessions">Number of sessions that came to it or went on from it.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Height">Height by its sessions.</param>
internal sealed record SankeyNode(int Column, string Name, long Sessions, double X, double Y, double Height);
