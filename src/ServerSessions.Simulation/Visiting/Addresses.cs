using System.Globalization;

namespace ServerSessions.Simulation.Visiting;

/// <summary>
/// Addresses of simulated visitors, all from reserved networks. Homes are spread over the IPv6 documentation prefix and the IPv4
/// benchmarking network, so that two of them rarely share a network; offices and botnets use the IPv4 documentation networks.
/// </summary>
internal static class Addresses
{
    private const int HomeNetworks = 4096;

    /// <summary>Returns the address of a home; the same number always has the same address.</summary>
    public static string Home(int number)
    {
        var network = (int)((uint)number * 2654435761u % HomeNetworks);
        return number % 2 == 0
            ? string.Create(CultureInfo.InvariantCulture, $"2001:db8:{network:x}:1::{1 + network % 250:x}")
            : string.Create(CultureInfo.InvariantCulture, $"198.{18 + network % 2}.{network / 2 % 256}.{1 + network % 250}");
    }

    /// <summary>Whether it is the address of a home: attackers have none.</summary>
    public static bool IsHome(string address) => address.StartsWith("2001:db8:", StringComparison.Ordinal) || address.StartsWith("198.18.", StringComparison.Ordinal) || address.StartsWith("198.19.", StringComparison.Ordinal);

    public static string Anybody(Random random) => Home(1000 + random.Next(1_000_000));

    public static string Office(int size) => $"203.0.113.{20 + size % 200}";

    public static string Kiosk => "203.0.113.250";

    /// <summary>Returns one of the few addresses that a carrier's customers share.</summary>
    public static string Carrier(Random random) => $"203.0.113.{10 + random.Next(4)}";

    /// <summary>Returns an address in the reserved IPv4 class E; like homes, two attackers rarely share a network.</summary>
    public static string Attacker(Random random) => $"240.{random.Next(256)}.{random.Next(256)}.{1 + random.Next(250)}";

    /// <summary>Returns the address of a hotel on another continent.</summary>
    public static string Abroad(Random random) => $"192.0.2.{1 + random.Next(100)}";

    /// <summary>The exit of a company VPN that is listed as a relay, far from its users.</summary>
    public static string CompanyVpn => "203.0.113.240";

    /// <summary>Returns an address for a machine of an attacker, each in its own network.</summary>
    public static string Proxy(Random random, int machine) => $"{241 + (machine % 14)}.{random.Next(256)}.{random.Next(256)}.{1 + random.Next(250)}";

    /// <summary>Returns the address of a machine of a botnet in one network.</summary>
    public static string Botnet(int machine) => $"198.51.100.{20 + machine}";
}
