namespace ServerSessions.Recordings.Storing;

/// <summary>One page of a recording: what a browser has loaded once.</summary>
/// <param name="Id">Random id that the recorder gave it.</param>
/// <param name="Next">Sequence number of its next chunk.</param>
/// <param name="Offset">Milliseconds that the server's clock is ahead of the browser's.</param>
/// <param name="Nodes">State of <see cref="Masking.PageNodes"/>.</param>
internal sealed record RecordedPage(string Id, int Next, long Offset, byte[] Nodes);
