using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Shape;

/// <summary>Reads of the machine's clock that go past a TimeProvider, by their names.</summary>
internal static class WallClock
{
    private static readonly HashSet<(string Type, string Member)> Names =
    [
        ("DateTime", "Now"), ("DateTime", "UtcNow"), ("DateTime", "Today"), ("DateTimeOffset", "Now"), ("DateTimeOffset", "UtcNow"),
        ("Stopwatch", "StartNew"), ("Stopwatch", "GetTimestamp"), ("Environment", "TickCount"), ("Environment", "TickCount64"),
        ("Thread", "Sleep"),
    ];

    public static IEnumerable<SyntaxNode> ReadsIn(SyntaxNode root) => root.DescendantNodes().Where(IsRead);

    private static bool IsRead(SyntaxNode node) => node switch
    {
        MemberAccessExpressionSyntax access => Names.Contains((LastName(access.Expression), access.Name.Identifier.ValueText)),
        ObjectCreationExpressionSyntax creation => LastName(creation.Type) == "Stopwatch",
        _ => false,
    };

    private static string LastName(SyntaxNode node) => node.ToString().Split('.')[^1];
}
