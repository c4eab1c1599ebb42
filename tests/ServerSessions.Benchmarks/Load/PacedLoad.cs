using System.Diagnostics;
using System.Net;
using System.Text;

namespace ServerSessions.Benchmarks.Load;

/// <summary>Sends requests at a fixed rate, as wrk cannot: each millisecond those that are due, each on a connection that is free.</summary>
internal static class PacedLoad
{
    /// <returns>Requests that were sent and answered, and how many of them failed.</returns>
    public static async Task<(long Sent, long Failed, double Seconds)> RunAsync(
        Uri url, string[] cookies, int perSecond, TimeSpan duration, CancellationToken cancellationToken)
    {
        var requests = cookies.Select(cookie => Request(url, cookie)).ToArray();
        var server = new IPEndPoint(IPAddress.Parse(url.Host), url.Port);
        var connections = Enumerable.Range(0, Wrk.Connections).Select(_ => new PacedConnection(server)).ToArray();
        try
        {
            await Task.WhenAll(connections.Select(c => c.ConnectAsync(cancellationToken)));
            var (sent, next) = (0L, 0);
            var started = Stopwatch.GetTimestamp();
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
            while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < duration)
            {
                for (var tried = 0; sent < elapsed.TotalSeconds * perSecond && tried < connections.Length; tried++)
                {
                    var connection = connections[next++ % connections.Length];
                    if (connection.IsIdle)
                        connection.Send(requests[sent++ % requests.Length], cancellationToken);
                }

                await timer.WaitForNextTickAsync(cancellationToken);
            }

            await Task.WhenAll(connections.Select(c => c.LastAsync()));
            return (sent, connections.Sum(c => c.Failed), Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        finally
        {
            foreach (var connection in connections)
                connection.Dispose();
        }
    }

    private static byte[] Request(Uri url, string cookie)
    {
        var text = new StringBuilder($"GET {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\n");
        foreach (var (name, value) in VisitorHeaders.For(url.Authority, cookie))
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        return Encoding.ASCII.GetBytes(text.Append("\r\n").ToString());
    }
}
