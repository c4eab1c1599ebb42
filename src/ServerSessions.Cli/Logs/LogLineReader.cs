namespace ServerSessions.Cli.Logs;

/// <summary>Lines of a stream as spans of one buffer; LF, CR LF and a lone CR each end a line. The spans hold until the next read.</summary>
internal sealed class LogLineReader(Stream stream, int bufferSize = 1 << 18, int maxLineBytes = LogLineReader.MaxLineBytes)
{
    /// <summary>A longer line is no access-log line: its beginning is given, marked, and the rest is passed over.</summary>
    public const int MaxLineBytes = 1 << 24;

    private const int HeadLength = 1024;

    private byte[] _buffer = new byte[Math.Min(bufferSize, maxLineBytes)];
    private byte[]? _head;
    private int _start;
    private int _scanned;
    private int _end;
    private bool _afterCarriageReturn;

    public bool TryRead(out ReadOnlySpan<byte> line, out bool tooLong)
    {
        while (true)
        {
            PassLineFeed();
            var at = _buffer.AsSpan(_scanned.._end).IndexOfAny((byte)'\n', (byte)'\r');
            if (at >= 0)
            {
                Take(_scanned + at, out line, out tooLong);
                _afterCarriageReturn = _buffer[_scanned + at] == '\r';
                _start = _scanned = _scanned + at + 1;
                return true;
            }

            _scanned = _end;
            if (Fill())
                continue;
            var some = _start < _end || _head is not null;
            Take(_end, out line, out tooLong);
            _start = _end;
            return some;
        }
    }

    private void PassLineFeed()
    {
        if (!_afterCarriageReturn || _start == _end)
            return;
        _afterCarriageReturn = false;
        if (_buffer[_start] == '\n')
            _scanned = ++_start;
    }

    private void Take(int end, out ReadOnlySpan<byte> line, out bool tooLong)
    {
        tooLong = _head is not null;
        line = tooLong ? _head : _buffer.AsSpan(_start..end);
        _head = null;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _scanned, _end) = (0, _scanned - _start, _end - _start);
        }
        else if (_end == _buffer.Length)
        {
            MakeRoom();
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }

    private void MakeRoom()
    {
        if (_buffer.Length < maxLineBytes)
        {
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, maxLineBytes));
            return;
        }

        _head ??= _buffer[..Math.Min(HeadLength, _end)];
        _start = _scanned = _end = 0;
    }
}
