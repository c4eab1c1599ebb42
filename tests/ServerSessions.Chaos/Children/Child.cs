using System.Diagnostics;
using System.Threading.Channels;
using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Children;

/// <summary>The harness's handle of a child process.</summary>
internal sealed class Child : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = Waiting.Patience;
    private static readonly TimeSpan AnswerTimeout = Waiting.Patience;

    private readonly Process _process;
    private readonly Channel<string> _answers = Channel.CreateUnbounded<string>();
    private readonly SemaphoreSlim _one = new(1, 1);

    private Child(ChildSettings settings, Process process)
    {
        Settings = settings;
        _process = process;
        _ = ReadAsync();
    }

    public ChildSettings Settings { get; }

    public int ProcessId => _process.Id;

    public bool IsRunning => !_process.HasExited;

    /// <summary>Processor time that it has taken.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Where a web child listens.</summary>
    public string Address { get; private set; } = "";

    public static async Task<Child> StartAsync(ChildSettings settings)
    {
        var executable = Environment.ProcessPath!;
        var info = new ProcessStartInfo(executable) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(executable) == "dotnet")
            info.ArgumentList.Add(typeof(Child).Assembly.Location);
        info.ArgumentList.Add("--child");
        info.ArgumentList.Add(settings.ToJson());
        var child = new Child(settings, ChildProcess.Start(info));
        var ready = await child.AnswerAsync(StartTimeout) ?? throw new InvalidOperationException($"{settings.Name} ended before it was ready; see {settings.LogPath}.");
        child.Address = ready.Split(' ')[1];
        return child;
    }

    /// <summary>Sends a command; null when the child died over it.</summary>
    public async Task<string?> AskAsync(string command)
    {
        await _one.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(command);
            await _process.StandardInput.FlushAsync();
            return await AnswerAsync(AnswerTimeout);
        }
        catch (IOException)
        {
            return null;
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task<ChildStats> StatsAsync() =>
        ChildStats.Parse((await AskAsync("stats") ?? throw new InvalidOperationException($"{Settings.Name} is gone; see {Settings.LogPath}."))["stats ".Length..]);

    /// <summary>Lets it end as a host ends; what it says at last, or null when it was dead already.</summary>
    public async Task<ChildStats?> StopAsync()
    {
        var answer = await AskAsync("stop");
        await _process.WaitForExitAsync();
        return answer is null ? null : ChildStats.Parse(answer["stopped ".Length..]);
    }

    public Task KillAsync() => ChildProcess.KillAsync(_process);

    /// <summary>Returns when it has ended; false when it did not within this time.</summary>
    public async Task<bool> EndedAsync(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        await _process.WaitForExitAsync(patience.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        return _process.HasExited;
    }

    public void Freeze() => ProcessSignals.Freeze(ProcessId);

    public void Thaw() => ProcessSignals.Thaw(ProcessId);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private async Task<string?> AnswerAsync(TimeSpan timeout)
    {
        using var patience = new CancellationTokenSource(timeout);
        try
        {
            return await _answers.Reader.ReadAsync(patience.Token);
        }
        catch (ChannelClosedException)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{Settings.Name} did not answer within {timeout.TotalSeconds} s; see {Settings.LogPath}.");
        }
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            _answers.Writer.TryWrite(line);
        _answers.Writer.Complete();
    }
}
