using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Shape;

/// <summary>Finds the bodies of methods, constructors, operators and accessors. What lies inside one counts as part of it.</summary>
internal static class MethodReader
{
    public static IEnumerable<MethodShape> Read(string path, SyntaxNode root) =>
        from node in root.DescendantNodes()
        let body = BodyOf(node)
        where body is not null
        select new MethodShape($"{path}({LineOf(node)}) {NameOf(node)}", LengthOf(body), NestingOf(body, 0));

    private static SyntaxNode? BodyOf(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody?.Expression,
        AccessorDeclarationSyntax accessor => accessor.Body,
        _ => null,
    };

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax owner } accessor => $"{owner.Identifier}.{accessor.Keyword}",
        _ => node.GetType().Name,
    };

    private static int LengthOf(SyntaxNode body)
    {
        var span = body.GetLocation().GetLineSpan();
        var lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
        return body is BlockSyntax ? Math.Max(lines - 2, 0) : lines;
    }

    private static int NestingOf(SyntaxNode node, int depth)
    {
        var deepest = depth;
        foreach (var child in node.ChildNodes())
        {
            deepest = Math.Max(deepest, NestingOf(child, Nests(child) ? depth + 1 : depth));
        }

        return deepest;
    }

    private static bool Nests(SyntaxNode node) => node is IfStatementSyntax { Parent: not ElseClauseSyntax }
        or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax
        or SwitchStatementSyntax or TryStatementSyntax or LockStatementSyntax or FixedStatementSyntax or UsingStatementSyntax;

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
