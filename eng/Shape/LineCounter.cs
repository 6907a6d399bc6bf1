using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Shape;

/// <summary>Counts lines of code and of plain comments; a line with both counts as both.</summary>
internal static class LineCounter
{
    public static (int Code, int Comment) Count(SyntaxNode root)
    {
        var code = new HashSet<int>();
        var comment = new HashSet<int>();
        foreach (var token in root.DescendantTokens().Where(token => token.Span.Length > 0))
        {
            Add(code, token.GetLocation());
        }

        foreach (var trivia in root.DescendantTrivia().Where(IsPlainComment))
        {
            Add(comment, trivia.GetLocation());
        }

        return (code.Count, comment.Count);
    }

    private static bool IsPlainComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);

    private static void Add(HashSet<int> lines, Location location)
    {
        var span = location.GetLineSpan();
        lines.UnionWith(Enumerable.Range(span.StartLinePosition.Line, span.EndLinePosition.Line - span.StartLinePosition.Line + 1));
    }
}
