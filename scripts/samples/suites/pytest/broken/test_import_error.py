import a_module_that_is_not_installed


def test_never_collected():
    a_module_that_is_not_installed.run()
