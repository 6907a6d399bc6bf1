using System.IO.Pipelines;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Handler.Mcp.Transport;

namespace Handler.Tests.Mcp;

public sealed class LineReaderTests
{
    private const int Most = 8;

    [Theory]
    [InlineData("", "")]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\nb", "a|b")]
    [InlineData("\n\n", "|")]
    [InlineData("12345678\nb\n", "12345678|b")]
    [InlineData("123456789\nb\n", "too long|b")]
    [InlineData("123456789 and on\n123456789 again\nb", "too long|too long|b")]
    [InlineData("a\n123456789", "a|too long")]
    public async Task Lines_are_read_whole_or_passed_over(string input, string expected) =>
        (await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(input)), Most)).ShouldBe(expected);

    [Fact]
    public void However_the_bytes_come_the_lines_are_the_same() => Prop.ForAll(
        Gen.Choose(0, 40_000).NonEmptyListOf().ToArbitrary(),
        Gen.Choose(1, 20_000).ToArbitrary(),
        (lengths, most) =>
        {
            var lines = lengths.Take(6).Select((length, number) => new string((char)('a' + number), length)).ToList();
            var expected = string.Join('|', lines.Select(line => line.Length > most ? "too long" : line));

            var read = ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")), most).GetAwaiter().GetResult();

            return read == expected;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_line_that_is_too_long_is_told_before_it_ends()
    {
        var pipe = new Pipe();
        var reader = new LineReader(pipe.Reader.AsStream(), Most);
        await pipe.Writer.WriteAsync("123456789 and so on"u8.ToArray());

        var told = await reader.ReadAsync(CancellationToken.None);
        await pipe.Writer.WriteAsync(" for ever\nnext\n"u8.ToArray());
        var next = await reader.ReadAsync(CancellationToken.None);

        told!.Value.IsTooLong.ShouldBeTrue();
        Encoding.UTF8.GetString(next!.Value.Utf8.Span).ShouldBe("next");
        await pipe.Writer.CompleteAsync();
    }

    [Fact]
    public async Task A_read_can_be_given_up()
    {
        var pipe = new Pipe();
        var reader = new LineReader(pipe.Reader.AsStream(), Most);
        using var enough = new CancellationTokenSource();

        var reading = reader.ReadAsync(enough.Token).AsTask();
        await enough.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(reading);
        await pipe.Writer.CompleteAsync();
    }

    private static async Task<string> ReadAsync(Stream input, int most)
    {
        var reader = new LineReader(input, most);
        var lines = new List<string>();
        while (await reader.ReadAsync(CancellationToken.None) is { } line)
        {
            lines.Add(line.IsTooLong ? "too long" : Encoding.UTF8.GetString(line.Utf8.Span));
        }

        return string.Join('|', lines);
    }
}
