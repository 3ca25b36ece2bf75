module focus/samples

go 1.19
