using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ServerSessions.TestServers;

/// <summary>A <c>redis-server</c> of our own, on a free port of 127.0.0.1 and in a directory of its own, that can be killed, frozen and started again.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = Waiting.Patience;
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(10);

    private readonly RedisServerOptions _options;
    private readonly RespConnection _connection;
    // Taken anew with each attempt to start, as the port is.
    private readonly int _busPort = Loopback.FreeEndpoint().Port;
    private Process _process;

    private RedisServer(RedisServerOptions options, IPEndPoint address, string folder)
    {
        _options = options;
        Address = address;
        Folder = folder;
        _connection = new RespConnection(address);
        _process = StartProcess();
    }

    /// <summary>Where it listens; the same after a restart.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Where it listens, as a connection string has it: <c>127.0.0.1:port</c>.</summary>
    public string Endpoint => Address.ToString();

    /// <summary>The directory with its log, its append-only file and its dump.</summary>
    public string Folder { get; }

    /// <summary>The id of the running process; another one after a restart.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether the process runs (frozen or not).</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException"><c>redis-server</c> is not installed, or did not start; the message holds the end of its log.</exception>
    public static async Task<RedisServer> StartAsync(RedisServerOptions? options = null)
    {
        // A port that is free when we look can be taken when the server binds.
        for (var attempt = 1; ; attempt++)
        {
            var server = new RedisServer(options ?? new(), Loopback.FreeEndpoint(), Directory.CreateTempSubdirectory("redis-").FullName);
            try
            {
                await server.WaitUntilReadyAsync();
                return server;
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                await server.DisposeAsync();
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Sends one command; see <see cref="RespClient.SendAsync"/> for what comes back.</summary>
    /// <exception cref="RedisErrorException">The server answered with an error.</exception>
    /// <exception cref="TimeoutException">It did not answer within ten seconds.</exception>
    public Task<object?> CommandAsync(params string[] command) => _connection.SendAsync(command, CommandTimeout);

    /// <summary>SIGKILL: what is not on its disk is lost.</summary>
    public async Task KillAsync()
    {
        _connection.Drop();
        await ChildProcess.KillAsync(_process);
    }

    /// <summary>SIGSTOP: connections stay open and nothing is answered.</summary>
    public Task FreezeAsync()
    {
        ProcessSignals.Freeze(ProcessId);
        return Task.CompletedTask;
    }

    /// <summary>SIGCONT.</summary>
    public Task ThawAsync()
    {
        ProcessSignals.Thaw(ProcessId);
        return Task.CompletedTask;
    }

    /// <summary>Starts it again on the same port and directory, after killing it when it still runs, and waits until it has loaded its data.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        _process = StartProcess();
        await WaitUntilReadyAsync();
    }

    /// <summary>Kills the server and deletes its directory.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _connection.Dispose();
        await Waiting.UntilAsync("the server's folder is deleted", StartTimeout, () => Task.FromResult(IsDeleted()));
    }

    // A fork of the killed server that writes a snapshot ends by itself, and may add a file while the folder is emptied.
    private bool IsDeleted()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private Process StartProcess()
    {
        var info = new ProcessStartInfo("redis-server") { WorkingDirectory = Folder };
        foreach (var (name, value) in Settings())
        {
            info.ArgumentList.Add($"--{name}");
            info.ArgumentList.Add(value);
        }
        foreach (var command in _options.RemovedCommands)
            foreach (var argument in (string[])["--rename-command", command, ""])
                info.ArgumentList.Add(argument);
        return RedisProgram.Start(info);
    }

    private Dictionary<string, string> Settings()
    {
        var settings = new Dictionary<string, string>
        {
            ["port"] = Address.Port.ToString(),
            ["bind"] = "127.0.0.1",
            ["dir"] = Folder,
            ["logfile"] = "redis.log",
            ["save"] = "",
            ["appendonly"] = _options.AppendOnly ? "yes" : "no",
            // Written at once, synced by the system: a kill of the process then loses nothing. With everysec, Redis holds writes back while a busy disk syncs.
            ["appendfsync"] = "no",
            ["maxmemory-policy"] = "noeviction",
            // Tests search the files for what must not be there.
            ["rdbcompression"] = "no",
        };
        if (_options.MaxMemory is not null)
            settings["maxmemory"] = _options.MaxMemory;
        foreach (var (name, value) in _options.Extra)
            settings[name] = value;
        if (settings.ContainsKey("cluster-enabled"))
            settings["cluster-port"] = _busPort.ToString();
        return settings;
    }

    private async Task WaitUntilReadyAsync()
    {
        var since = Stopwatch.GetTimestamp();
        while (!await AnswersAsync())
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(since) > StartTimeout)
                throw new InvalidOperationException($"redis-server at {Endpoint} did not start. The end of its log: {LogTail()}");
            await Task.Delay(10);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            // The process is looked at as well: the port could be another server's.
            return await CommandAsync("PING") is "PONG" && (_options.RemovedCommands.Contains("INFO") || await CommandAsync("INFO", "server") is string info && info.Contains($"process_id:{ProcessId}\r"));
        }
        catch (Exception exception) when (exception is SocketException or IOException or RedisErrorException)
        {
            return false;
        }
    }

    private string LogTail()
    {
        var log = Path.Combine(Folder, "redis.log");
        return File.Exists(log) ? string.Join(Environment.NewLine, File.ReadLines(log).TakeLast(8)) : "(no log)";
    }
}
