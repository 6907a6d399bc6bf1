using System.Reflection;

namespace Handler.Tests.Architecture;

/// <summary>
/// Each library's public surface, printed to a file that is kept: the diff of that file is the review of the API. After a change that is
/// meant, run once with <c>ACCEPT_PUBLIC_SURFACE=1</c> and commit what it wrote.
/// </summary>
public sealed class PublicSurfaceTests
{
    [Theory]
    [InlineData("Handler.Protocol")]
    [InlineData("Handler.Client")]
    [InlineData("Handler.Server")]
    [InlineData("Handler.Receiver")]
    [InlineData("Handler.Sqlite")]
    [InlineData("Handler.Mcp")]
    public void The_public_surface_is_the_one_that_was_accepted(string library)
    {
        var path = Path.Combine(Repository.Root, "tests", "Handler.Tests", "Architecture", "PublicSurface", $"{library}.txt");
        var actual = SurfacePrinter.Print(Assembly.Load(library));
        if (Environment.GetEnvironmentVariable("ACCEPT_PUBLIC_SURFACE") == "1")
        {
            File.WriteAllLines(path, actual);
        }

        var accepted = File.Exists(path) ? File.ReadAllLines(path) : [];

        var difference = string.Join('\n', Difference(accepted, actual));
        difference.ShouldBeEmpty($"""
            The public surface of {library} is not the accepted one (- accepted, + now):
            {difference}
            If that is meant, accept it and commit the file:
            ACCEPT_PUBLIC_SURFACE=1 dotnet test tests/Handler.Tests -c Release --filter FullyQualifiedName~PublicSurface

            """);
    }

    [Fact]
    public void A_change_shows_as_a_line_taken_away_and_a_line_added() =>
        Difference(["a", "  int B();", "c"], ["a", "  long B();", "c", "d"])
            .ShouldBe(["-   int B();", "+   long B();", "+ d"], ignoreOrder: true);

    [Fact]
    public void Equal_surfaces_do_not_differ() => Difference(["a", "  b", "c"], ["a", "  b", "c"]).ShouldBeEmpty();

    [Fact]
    public void Members_print_as_they_are_written() => SurfacePrinter.PrintType(typeof(Specimen)).ShouldBe([
        "sealed record Handler.Tests.Architecture.Specimen : IServiceProvider",
        "  const int Most = 3;",
        "  Specimen(string Name);",
        "  required string Id { get; init; }",
        "  IReadOnlyDictionary<string, int?>? Labels { get; }",
        "  string Name { get; init; }",
        "  event EventHandler? Changed;",
        "  Task<(string Key, T Value)[]> Find<T>(string? key = null, CancellationToken cancel = default) where T : class, new();",
        "  object? GetService(Type serviceType);",
        "  static bool TryRead(ReadOnlySpan<byte> from, out Specimen? specimen);",
    ]);

    /// <summary>Lines that only one side has; a moved line does not count, for both sides are sorted.</summary>
    private static IEnumerable<string> Difference(IReadOnlyList<string> accepted, IReadOnlyList<string> actual) =>
        Qualified(accepted).Except(Qualified(actual)).Select(line => $"- {line.Text}{line.Of}")
            .Concat(Qualified(actual).Except(Qualified(accepted)).Select(line => $"+ {line.Text}{line.Of}"));

    /// <summary>A member's line together with its type, so that equal members of two types stay apart.</summary>
    private static IEnumerable<(string Text, string Of)> Qualified(IEnumerable<string> lines)
    {
        var type = "";
        foreach (var line in lines)
        {
            var isMember = line.StartsWith("  ", StringComparison.Ordinal);
            type = isMember ? type : line;
            yield return (line, isMember && type.Contains(' ') ? $"    of {type.Split(" : ")[0]}" : "");
        }
    }
}
