
namespace ServerSessions.Testing;

/// <summary>
/// One browser in a <see cref="DetectorHarness"/>. Each method that sends a request folds it at once, at the harness's current time, and returns this session.
/// </summary>
public sealed class TestSession
{
    private readonly DetectorHarness _harness;
    private bool _hasSent;
    private int _signIns;

    internal TestSession(DetectorHarness harness, string name)
    {
        (_harness, Name) = (harness, name);
        Key = TestNames.Pseudonym("session", name);
        Origin = TestOrigin.Of(name);
    }

    /// <summary>The name that the test gave it.</summary>
    public string Name { get; }

    /// <summary>Id of the session that the newest request belongs to; the default where it opened none.</summary>
    public SessionId Id { get; private set; }

    /// <summary>The sign-in that requests show; null when no user is signed in.</summary>
    public TestSignIn? SignedIn { get; private set; }

    internal Pseudonym Key { get; }

    internal TestOrigin Origin { get; private set; }


    /// <summary>Sets where the following requests come from; a session begins in a network of its own.</summary>
    /// <param name="address">IP address; requests of one /24 (IPv4) or /48 (IPv6) are of one network. Null leaves it.</param>
    /// <param name="client">The browser in words, such as "Chrome 126, Windows, desktop". Null leaves it.</param>
    /// <param name="languages">The languages that the browser asks for; "en" until it is set. Null leaves it.</param>
    /// <exception cref="ArgumentException">The address is no IP address.</exception>
    public TestSession From(string? address = null, string? client = null, string? languages = null)
    {
        if (address is not null)
            Origin = Origin.At(address);
        if (client is not null)
            Origin = Origin with { Client = client };
        if (languages is not null)
            Origin = Origin with { Languages = languages };
        return this;
    }

    /// <summary>Sets the place that the following requests come from; a session begins in no known place.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, such as "DE".</param>
    /// <param name="latitude">Degrees north, -90 to 90; null where only the country is known.</param>
    /// <param name="longitude">Degrees east, -180 to 180; null where only the country is known.</param>
    /// <param name="isRelay">The network is known as a VPN, relay or data centre.</param>
    /// <exception cref="ArgumentException">The country is not two letters.</exception>
    public TestSession In(string country, double? latitude = null, double? longitude = null, bool isRelay = false)
    {
        Origin = Origin.In(country, latitude, longitude, isRelay);
        return this;
    }

    /// <summary>Makes the following requests show a sign-in, such as one that was copied from another session.</summary>
    /// <param name="signIn">The sign-in; null for none.</param>
    public TestSession Show(TestSignIn? signIn)
    {
        SignedIn = signIn;
        return this;
    }

    /// <summary>Moves the harness's clock on; see <see cref="DetectorHarness.Advance"/>.</summary>
    public TestSession After(TimeSpan time)
    {
        _harness.Advance(time);
        return this;
    }

    /// <summary>Opens a page.</summary>
    public TestSession Get(string path, Outcome outcome = Outcome.Ok) => Send(new TestRequest { Method = "GET", Path = path, Outcome = outcome });

    /// <summary>Sends a form. A form is answered by a redirect by default.</summary>
    public TestSession Post(string path, Outcome outcome = Outcome.Redirected) => Send(new TestRequest { Method = "POST", Path = path, Outcome = outcome });

    /// <summary>Calls an endpoint from a script of a page.</summary>
    public TestSession Fetch(string path, Outcome outcome = Outcome.Ok, string method = "GET") =>
        Send(new TestRequest { Method = method, Path = path, Outcome = outcome, Source = RequestSource.Script });

    /// <summary>Requests a path that the application does not have.</summary>
    /// <param name="path">The path.</param>
    /// <param name="probe">The entry of the known-probe list that it is on; null for none.</param>
    public TestSession Miss(string path, string? probe = null) =>
        Send(new TestRequest { Method = "GET", Path = path, Outcome = Outcome.Missing, IsUnmatched = true, Probe = probe, Duration = TimeSpan.FromMilliseconds(1) });

    /// <summary>Signs a user in with the right password; the following requests are the user's.</summary>
    /// <param name="user">The user's name, which is the account's too.</param>
    /// <param name="path">Route of the login.</param>
    /// <param name="isKnownDevice">The browser has signed in to the account before.</param>
    public TestSession SignIn(string user, string path = "/login", bool isKnownDevice = false)
    {
        SignedIn = new TestSignIn(user, $"{user} in {Name}, {++_signIns}");
        return Send(new TestRequest
        {
            Method = "POST",
            Path = path,
            Outcome = Outcome.Redirected,
            Login = LoginOutcome.Succeeded,
            Account = user,
            IsLogin = true,
            IsSignIn = true,
            IsKnownDevice = isKnownDevice,
        });
    }

    /// <summary>Tries to sign in with a wrong password.</summary>
    /// <param name="account">The attempted account's name.</param>
    /// <param name="path">Route of the login.</param>
    /// <param name="isKnownDevice">The browser has signed in to the account before.</param>
    public TestSession FailLogin(string account, string path = "/login", bool isKnownDevice = false) => Send(new TestRequest
    {
        Method = "POST",
        Path = path,
        Outcome = Outcome.Denied,
        Login = LoginOutcome.Failed,
        Account = account,
        IsLogin = true,
        IsKnownDevice = isKnownDevice,
    });

    /// <summary>Signs the user out. The session closes two seconds later.</summary>
    public TestSession SignOut(string path = "/logout")
    {
        Send(new TestRequest { Method = "POST", Path = path, Outcome = Outcome.Redirected, IsSignOut = true });
        SignedIn = null;
        return this;
    }

    /// <summary>Records an event as the application does with <c>TrackedSession.Record</c>.</summary>
    public TestSession Record(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Id = _harness.Add(TestEvents.Recorded(this, name, _harness.Now));
        return this;
    }

    /// <summary>Sends a request of which every fact can be set.</summary>
    public TestSession Send(TestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var e = TestEvents.Of(this, request, request.Time ?? _harness.Now, _harness.Find(request), isFirst: !_hasSent);
        _hasSent = true;
        Id = _harness.Add(e);
        return this;
    }
}
