using System.Net;

namespace ServerSessions.Response;

/// <summary>Users and networks that are exempt from the responses of rules. Decisions of people apply to everyone.</summary>
internal sealed class AllowList(ResponseOptions options, ISessionFinder sessions)
{
    private readonly IPNetwork[] _networks = [.. options.AllowedNetworks.Select(n => IPNetwork.Parse(n))];

    // Computed at first use, and again when the identity keys change: keys are read only when the application runs.
    private Known? _users;

    private HashSet<Pseudonym> Users
    {
        get
        {
            var names = sessions.Names;
            if (_users is { } known && known.Names == names)
                return known.Users;
            HashSet<Pseudonym> users = [.. options.AllowedUsers.SelectMany(u => sessions.UsersOf(u)), .. options.AllowedForeignUsers.SelectMany(u => sessions.UsersOf(u.User, u.Issuer))];
            _users = new Known(names, users);
            return users;
        }
    }

    public bool Has(Pseudonym user) => !user.IsNone && Users.Contains(user);

    public bool Has(IPAddress? address)
    {
        if (address is null || _networks.Length == 0)
            return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in _networks)
            if (network.Contains(plain))
                return true;
        return false;
    }

    private sealed record Known(object Names, HashSet<Pseudonym> Users);
}
