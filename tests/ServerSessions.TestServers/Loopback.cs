using System.Net;
using System.Net.Sockets;

namespace ServerSessions.TestServers;

/// <summary>Free ports of 127.0.0.1, below the range from which the system takes ports for outgoing connections, so that a server can come back on its own.</summary>
public static class Loopback
{
    private const int First = 20_000;
    private const int Last = 32_000;

    private static readonly HashSet<int> Given = [];

    /// <summary>A port that nothing listens on.</summary>
    public static int FreePort() => FreeEndpoint().Port;

    internal static IPEndPoint FreeEndpoint()
    {
        for (var attempt = 0; attempt < 1_000; attempt++)
        {
            var endpoint = new IPEndPoint(IPAddress.Loopback, Random.Shared.Next(First, Last));
            if (IsFree(endpoint) && Take(endpoint.Port))
                return endpoint;
        }
        throw new InvalidOperationException($"No free port between {First} and {Last} on 127.0.0.1 was found in 1000 attempts.");
    }

    private static bool Take(int port)
    {
        lock (Given)
            return Given.Add(port);
    }

    private static bool IsFree(IPEndPoint endpoint)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endpoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
